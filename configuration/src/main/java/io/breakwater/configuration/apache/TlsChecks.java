package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.Rule.reference;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import io.breakwater.configuration.apache.Rule.Fault;
import io.breakwater.configuration.apache.Rule.Judge;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks of TLS; they apply where a server has `SSLEngine on`.
final class TlsChecks {
  private static final String PROTOCOL = "SSLProtocol -all +TLSv1.2 +TLSv1.3";
  private static final String ALLOWED = "all -SSLv3";
  private static final String CIPHERS = "SSLCipherSuite HIGH:!aNULL:!MD5:!3DES:!RC4";
  private static final String HSTS =
      "Header always set Strict-Transport-Security \"max-age=31536000\"";

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "SSLProtocol",
              Weight.MEDIUM,
              "Only TLS 1.2 and 1.3 are offered; SSLv3, TLS 1.0 and 1.1 have known weaknesses and"
                  + " are retired by RFC 7568 and RFC 8996.",
              reference("7.4", "mod_ssl.html#sslprotocol"),
              PROTOCOL,
              inUse(
                  (findings, httpd, server) ->
                      Rule.value(
                          findings,
                          httpd,
                          agrees(httpd, server),
                          "SSLProtocol",
                          ALLOWED,
                          PROTOCOL,
                          TlsChecks::protocols))),
          Rule.of(
              "SSLCipherSuite",
              Weight.MEDIUM,
              "Ciphers without encryption, without authentication, with RC4, DES, 3DES or MD5 are"
                  + " not offered.",
              reference("7.5, 7.8", "mod_ssl.html#sslciphersuite"),
              CIPHERS,
              inUse(TlsChecks::ciphers)),
          Rule.of(
              "SSLHonorCipherOrder",
              Weight.LOW,
              "The server chooses among the ciphers, so that a client cannot pick the weakest one.",
              reference("", "mod_ssl.html#sslhonorcipherorder"),
              "SSLHonorCipherOrder on",
              value(
                  "SSLHonorCipherOrder",
                  "off",
                  "SSLHonorCipherOrder on",
                  value -> on(value) ? null : "lets the client choose the cipher")),
          Rule.of(
              "SSLCompression",
              Weight.MEDIUM,
              "TLS compression is off; it gives secrets away by the length of responses (CRIME).",
              reference("7.7", "mod_ssl.html#sslcompression"),
              "SSLCompression off",
              value(
                  "SSLCompression",
                  "off",
                  "SSLCompression off",
                  value -> on(value) ? "compresses what TLS carries" : null)),
          Rule.of(
              "SSLInsecureRenegotiation",
              Weight.MEDIUM,
              "Renegotiation without RFC 5746 is refused, since somebody in between can put own"
                  + " requests before the client's.",
              reference("7.6", "mod_ssl.html#sslinsecurerenegotiation"),
              "SSLInsecureRenegotiation off",
              value(
                  "SSLInsecureRenegotiation",
                  "off",
                  "SSLInsecureRenegotiation off",
                  value -> on(value) ? "allows insecure renegotiation" : null)),
          Rule.of(
              "SSLCertificateKeyFile",
              Weight.MEDIUM,
              "The private key can be read by the server's administrator only.",
              reference("7.3", "mod_ssl.html#sslcertificatekeyfile"),
              "chmod 0400 and chown root:root of the key",
              TlsChecks::keys),
          Rule.of(
              "Header.Strict-Transport-Security",
              Weight.LOW,
              "Browsers are told to come back by TLS only.",
              reference("7.11", "mod_headers.html#header"),
              HSTS,
              inUse(TlsChecks::strictTransport)));

  private TlsChecks() {}

  private interface Each {
    void judge(Findings findings, Httpd httpd, Server server);
  }

  private static List<Server> servers(Httpd httpd) {
    if (!httpd.modules().has("ssl_module")) {
      return List.of();
    }
    return httpd.servers().stream()
        .filter(
            server ->
                httpd
                    .last(server, "sslengine")
                    .filter(one -> !one.word().equalsIgnoreCase("off"))
                    .isPresent())
        .toList();
  }

  private static Judge inUse(Each each) {
    return (httpd, image) -> {
      var servers = servers(httpd);
      if (servers.isEmpty()) {
        return new Outcome.NotApplicable("no server has SSLEngine on");
      }
      var findings = new Findings();
      servers.forEach(server -> each.judge(findings, httpd, server));
      return findings.outcome();
    };
  }

  /// The server whose `SSLProtocol` holds for a server: where nothing sets any, the first virtual
  /// host of the address has agreed on a version before the name was known
  /// (`init_vhost_for_servername`). Only addresses that are written alike count as the same.
  static Server agrees(Httpd httpd, Server server) {
    var opening = server.opening();
    if (opening == null || httpd.last(server, "sslprotocol").isPresent()) {
      return server;
    }
    var firsts = new LinkedHashSet<Server>();
    for (var address : opening.words()) {
      for (var other : httpd.servers()) {
        if (other.opening() != null && other.opening().words().contains(address)) {
          firsts.add(other);
          break;
        }
      }
    }
    var first = firsts.size() == 1 ? firsts.iterator().next() : server;
    return servers(httpd).contains(first) ? first : server;
  }

  private static Judge value(String name, String byDefault, String good, Fault fault) {
    return inUse(
        (findings, httpd, server) ->
            Rule.value(findings, httpd, server, name, byDefault, good, fault));
  }

  static boolean on(String value) {
    return new Words(value).next().equalsIgnoreCase("on");
  }

  /// Protocols in the order of their age.
  private enum Protocol {
    SSLV2("SSLv2"),
    SSLV3("SSLv3"),
    TLSV1("TLSv1"),
    TLSV1_1("TLSv1.1"),
    TLSV1_2("TLSv1.2"),
    TLSV1_3("TLSv1.3");

    final String word;

    Protocol(String word) {
      this.word = word;
    }
  }

  private static @Nullable String protocols(String value) {
    var old = new ArrayList<>(allowed(value));
    old.removeAll(List.of(Protocol.TLSV1_2.word, Protocol.TLSV1_3.word));
    return old.isEmpty() ? null : "allows " + String.join(" and ", old);
  }

  /// The protocols that the words of `SSLProtocol` leave, the oldest first
  /// (`ssl_cmd_protocol_parse`): a word without a sign begins anew.
  static List<String> allowed(String value) {
    var set = EnumSet.noneOf(Protocol.class);
    for (var word : Words.of(value)) {
      var sign = word.isEmpty() ? ' ' : word.charAt(0);
      var signed = sign == '+' || sign == '-';
      var these = named(signed ? word.substring(1) : word);
      if (sign == '-') {
        set.removeAll(these);
      } else {
        if (!signed) {
          set.clear();
        }
        set.addAll(these);
      }
    }
    return set.stream().map(protocol -> protocol.word).toList();
  }

  private static Set<Protocol> named(String word) {
    var named = EnumSet.noneOf(Protocol.class);
    for (var protocol : Protocol.values()) {
      var all = word.equalsIgnoreCase("all") && protocol != Protocol.SSLV2;
      if (all || protocol.word.equalsIgnoreCase(word)) {
        named.add(protocol);
      }
    }
    return named;
  }

  private static void ciphers(Findings findings, Httpd httpd, Server server) {
    var own = server.all("sslciphersuite");
    var suites =
        (own.isEmpty() ? httpd.mainServer().all("sslciphersuite") : own)
            .stream()
                .filter(one -> one.words().size() == 1 || one.word().equalsIgnoreCase("ssl"))
                .toList();
    if (suites.isEmpty()) {
      return;
    }
    var suite = suites.getLast();
    var weak = CipherList.weak(suite.words().getLast());
    if (!weak.isEmpty()) {
      findings.at(
          suite.place(),
          "SSLCipherSuite allows " + String.join(", ", weak) + ": write \"" + CIPHERS + "\".");
    }
  }

  private static Outcome keys(Httpd httpd, ImageInventory image) {
    var servers = servers(httpd);
    if (servers.isEmpty()) {
      return new Outcome.NotApplicable("no server has SSLEngine on");
    }
    var findings = new Findings();
    var unread = "";
    for (var server : servers) {
      for (var directive : keyFiles(httpd, server)) {
        var path = Paths.absolute(httpd.root(), directive.word());
        switch (image.files().find(path)) {
          case Lookup.Found(var file) -> {
            if ((file.mode() & 027) != 0) {
              findings.at(
                  directive.place(),
                  "The private key %s has the permissions %04o: %s."
                      .formatted(path, file.mode() & 07777, "run chmod 0400 " + path));
            }
          }
          case Lookup.Unread(var why) -> unread = directive.place() + ": " + path + ": " + why;
          case Lookup.Unknown(var why) -> unread = directive.place() + ": " + path + ": " + why;
          case Lookup.Missing() -> {}
          case Lookup.Directory(var directory) -> {}
        }
      }
    }
    var outcome = findings.outcome();
    return outcome instanceof Outcome.Pass && !unread.isEmpty()
        ? new Outcome.CannotTell(unread)
        : outcome;
  }

  /// Keys of a server; the file of the certificate may hold the key.
  private static List<Directive> keyFiles(Httpd httpd, Server server) {
    for (var name : List.of("sslcertificatekeyfile", "sslcertificatefile")) {
      var own = server.all(name);
      var files = own.isEmpty() ? httpd.mainServer().all(name) : own;
      if (!files.isEmpty()) {
        return files;
      }
    }
    return List.of();
  }

  private static void strictTransport(Findings findings, Httpd httpd, Server server) {
    if (!Headers.sets(httpd, server, "strict-transport-security")) {
      findings.at(
          httpd.home(server),
          "No header Strict-Transport-Security is set for "
              + server.name()
              + ": write \""
              + HSTS
              + "\".");
    }
  }
}
