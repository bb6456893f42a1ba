package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// What concerns encrypted connections.
final class TlsRules {
  private static final String NO_NETWORK = "the server takes no connections from the network";
  private static final String NO_TLS = "the server does not speak TLS";
  private static final List<String> TLS =
      List.of("ssl", "ssl-cert", "ssl-key", "tls-version", "skip-networking");

  static final List<Rule> ALL =
      List.of(
          file(
              "ssl-ca",
              "A setting in {file} that specifies the Certificate Authority (CA) certificate.",
              "ssl-ca = /etc/mysql/ssl/ca.pem"),
          file(
              "ssl-cert",
              "A setting in {file} that specifies the server's certificate.",
              "ssl-cert = /etc/mysql/ssl/server-cert.pem"),
          file(
              "ssl-key",
              "A setting in {file} that specifies the server's private key.",
              "ssl-key = /etc/mysql/ssl/server-key.pem"),
          Rule.of(
              "tls_version",
              Weight.MEDIUM,
              "The server speaks TLS 1.2 and newer only: TLS 1.0 and 1.1 are broken and no longer supported.",
              Rule.CIS + "2.10; " + Rule.MARIADB + "ssltls-system-variables/#tls_version",
              "tls_version = TLSv1.2,TLSv1.3",
              TLS,
              TlsRules::versions),
          Rule.of(
              "ssl-cipher",
              Weight.MEDIUM,
              "No cipher without encryption or authentication, or with RC4, DES or MD5, is allowed.",
              Rule.CIS + "2.12; " + Rule.MARIADB + "ssltls-system-variables/#ssl_cipher",
              "ssl-cipher = HIGH:!aNULL:!MD5:!3DES",
              with("ssl-cipher"),
              TlsRules::ciphers),
          Rule.of(
              "require_secure_transport",
              Weight.LOW,
              "Connections over the network without encryption are refused, so that no client sends passwords and data in the clear by mistake.",
              Rule.MYSQL + "server-system-variables.html#sysvar_require_secure_transport",
              "require_secure_transport = ON",
              List.of("require-secure-transport", "skip-networking"),
              TlsRules::required));

  private TlsRules() {}

  private static List<String> with(String option) {
    var options = new ArrayList<>(TLS);
    options.add(option);
    return options;
  }

  private static Rule file(String option, String practice, String good) {
    return Rule.of(
        option,
        Weight.MEDIUM,
        practice,
        Rule.MARIADB + "securing-connections-for-client-and-server/",
        good,
        List.of("ssl", option, "tls-version", "skip-networking"),
        facts(option));
  }

  private static Function<Facts, Outcome> facts(String option) {
    return facts -> {
      if (!facts.network()) {
        return new Outcome.NotApplicable(NO_NETWORK);
      }
      var off = facts.tlsOff();
      if (off.isPresent()) {
        return facts.fail(
            off.get().place(),
            "TLS is switched off by \"%s\", so that %s has no effect: remove that line."
                .formatted(off.get().option(), option));
      }
      if (facts.given(option).isPresent()
          || (option.equals("ssl-ca") && facts.given("ssl-capath").isPresent())) {
        return Facts.PASS;
      }
      var own = facts.makesCertificates();
      if (own.isEmpty()) {
        return facts.unknownVersion(option);
      }
      return own.get()
          ? new Outcome.NotApplicable(facts.server() + " makes a certificate of its own")
          : facts.missing("%s is not specified in %s.".formatted(option, facts.main()));
    };
  }

  private static Outcome versions(Facts facts) {
    var tls = facts.tls();
    if (tls.isPresent() && !tls.get()) {
      return new Outcome.NotApplicable(NO_TLS);
    }
    var set = facts.options().last("tls-version");
    if (set.isEmpty() || set.get().text().isEmpty()) {
      return byDefault(facts);
    }
    var versions = TlsVersions.of(set.get().text(), facts.server().isMariaDb());
    if (versions.isEmpty()) {
      return new Outcome.CannotTell(
          "%s: \"%s\" has a word that is no version of TLS"
              .formatted(set.get().place(), set.get().text()));
    }
    var old = versions.get().old();
    return old.isEmpty()
        ? Facts.PASS
        : facts.fail(
            set.get().place(),
            "tls_version allows %s: write \"tls_version = TLSv1.2,TLSv1.3\"."
                .formatted(String.join(" and ", old)));
  }

  /// MySQL has taken TLSv1.1 out with 8.0.28. MariaDB allowed it by default up to 10.6 at
  /// least, and no longer does so in 10.11.19; in which release between them that changed is not
  /// known.
  private static Outcome byDefault(Facts facts) {
    var server = facts.server();
    var good = server.isMariaDb() ? server.atLeast(10, 11, 19) : server.atLeast(8, 0, 28);
    if (good.isEmpty()) {
      return facts.unknownVersion("tls_version");
    }
    if (good.get() && !(server.isMariaDb() && isEarly11(server))) {
      return Facts.PASS;
    }
    if (server.isMariaDb() && server.atLeast(10, 7).orElse(false)) {
      return new Outcome.CannotTell(
          "tls_version is not specified in %s, and whether %s allows TLSv1.1 by default is not known: write \"tls_version = TLSv1.2,TLSv1.3\" below [mysqld]"
              .formatted(facts.main(), server));
    }
    return facts.missing(
        "tls_version is not specified in %s, and %s allows TLSv1.1 by default: write \"tls_version = TLSv1.2\" below [mysqld]."
            .formatted(facts.main(), server));
  }

  private static boolean isEarly11(Server server) {
    return server.atLeast(11).orElse(false) && !server.atLeast(11, 4).orElse(true);
  }

  private static Outcome ciphers(Facts facts) {
    var tls = facts.tls();
    var set = facts.given("ssl-cipher");
    if (set.isEmpty() || (tls.isPresent() && !tls.get())) {
      return tls.orElse(true) ? Facts.PASS : new Outcome.NotApplicable(NO_TLS);
    }
    var weak = new ArrayList<String>();
    for (var one : set.get().text().split("[:, ]", -1)) {
      if (isWeak(one.toUpperCase(Locale.ROOT))) {
        weak.add(one);
      }
    }
    return weak.isEmpty()
        ? Facts.PASS
        : facts.fail(
            set.get().place(),
            "ssl-cipher allows %s: take that out, or write \"ssl-cipher = HIGH:!aNULL:!MD5:!3DES\"."
                .formatted(String.join(" and ", weak)));
  }

  private static boolean isWeak(String cipher) {
    if (cipher.startsWith("!") || cipher.startsWith("-") || cipher.startsWith("+")) {
      return false;
    }
    return cipher.contains("RC4")
        || cipher.contains("NULL")
        || cipher.contains("EXP")
        || cipher.contains("MD5")
        || cipher.contains("DES")
        || cipher.startsWith("ADH")
        || cipher.startsWith("AECDH")
        || cipher.equals("LOW")
        || cipher.equals("ALL");
  }

  private static Outcome required(Facts facts) {
    if (!facts.network()) {
      return new Outcome.NotApplicable(NO_NETWORK);
    }
    var set = facts.options().last("require-secure-transport");
    if (set.isPresent()) {
      return set.get().on()
          ? Facts.PASS
          : facts.fail(
              set.get().place(),
              "require_secure_transport is off: write \"require_secure_transport = ON\".");
    }
    var has =
        facts.server().isMariaDb()
            ? facts.server().atLeast(10, 5, 2)
            : facts.server().atLeast(5, 7, 8);
    if (has.isPresent() && !has.get()) {
      return new Outcome.NotApplicable(facts.server() + " has no such option");
    }
    return facts.missing(
        "require_secure_transport is not specified in %s and is off by default: write \"require_secure_transport = ON\" below [mysqld]."
            .formatted(facts.main()));
  }
}
