package io.breakwater.configuration.ssh;

import static io.breakwater.configuration.Weight.HIGH;
import static io.breakwater.configuration.Weight.LOW;
import static io.breakwater.configuration.Weight.MEDIUM;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The checks of the server's settings.
final class SshRules {
  private static final String CIS = "CIS Debian Linux 12 Benchmark, 5.1 Configure SSH Server, ";
  private static final String MANUAL = "https://man.openbsd.org/sshd_config#";

  private SshRules() {}

  static final List<SshRule> ALL =
      List.of(
          word(
              "PermitRootLogin",
              MEDIUM,
              "Root does not log in with a password: people log in as themselves, so that it is"
                  + " known who was root when.",
              CIS + "PermitRootLogin",
              "no",
              version -> Optional.of(version.isAtLeast(7, 0) ? "prohibit-password" : "yes"),
              "yes",
              "root may log in with a password"),
          word(
              "PasswordAuthentication",
              LOW,
              "People log in with keys, which cannot be guessed.",
              MANUAL + "PasswordAuthentication",
              "no",
              "yes",
              "yes",
              "passwords can be tried"),
          word(
              "PermitEmptyPasswords",
              HIGH,
              "Accounts without a password cannot log in.",
              CIS + "PermitEmptyPasswords",
              "no",
              "no",
              "yes",
              "accounts without a password can log in"),
          word(
              "X11Forwarding",
              LOW,
              "No windows are forwarded: the server's end of the channel can be used to read the"
                  + " client's keyboard.",
              CIS + "X11Forwarding",
              "no",
              "no",
              "yes",
              "X11 connections are forwarded"),
          number(
              "MaxAuthTries",
              LOW,
              "A connection may try four passwords at most.",
              CIS + "MaxAuthTries",
              "4",
              "6",
              new Range(0, 4),
              "a connection may try too often"),
          number(
              "LoginGraceTime",
              LOW,
              "Who does not log in within a minute is disconnected, for unfinished logins use up"
                  + " the server's connections.",
              CIS + "LoginGraceTime",
              "60",
              "120",
              new Range(1, 60),
              "connections stay open too long before the login"),
          number(
              "ClientAliveInterval",
              LOW,
              "Connections whose client is gone are closed.",
              CIS + "ClientAliveInterval",
              "15",
              "0",
              new Range(1, Integer.MAX_VALUE),
              "nobody notices that a client is gone"),
          number(
              "ClientAliveCountMax",
              LOW,
              "Connections whose client is gone are closed.",
              CIS + "ClientAliveCountMax",
              "3",
              "3",
              new Range(1, Integer.MAX_VALUE),
              "connections of clients that are gone stay open"),
          word(
              "HostbasedAuthentication",
              MEDIUM,
              "A host's key is not enough to log in as its users.",
              CIS + "HostbasedAuthentication",
              "no",
              "no",
              "yes",
              "whoever holds a trusted host's key can log in as any of its users"),
          word(
              "IgnoreRhosts",
              MEDIUM,
              "Users cannot name hosts that may log in without a key of their own.",
              CIS + "IgnoreRhosts",
              "yes",
              "yes",
              "no",
              "~/.rhosts and ~/.shosts are heeded"),
          userEnvironment(),
          word(
              "StrictModes",
              MEDIUM,
              "Keys in files that others may write are not heeded.",
              MANUAL + "StrictModes",
              "yes",
              "yes",
              "no",
              "keys count even where others may have written them"),
          logLevel(),
          algorithms(
              "Ciphers",
              "No connection is encrypted with CBC modes, 3DES or RC4.",
              "-*-cbc,3des*,arcfour*",
              "*-cbc,*-cbc@*,arcfour*,blowfish*,cast128*"),
          algorithms(
              "MACs",
              "No connection is protected by MD5, RIPEMD or shortened SHA-1.",
              "-hmac-md5*,hmac-ripemd*,hmac-sha1-96*",
              "hmac-md5*,hmac-ripemd*,hmac-sha1-96*"),
          algorithms(
              "KexAlgorithms",
              "No connection's key is agreed upon with SHA-1.",
              "-*-sha1",
              "*-sha1,gss-*-sha1-*"));

  private record Range(int least, int most) {
    boolean holds(String value) {
      return holds(Integer.parseInt(value));
    }

    private boolean holds(int value) {
      return value >= least && value <= most;
    }
  }

  private static Check check(
      String name, Weight weight, String practice, String reference, String good) {
    return Check.ofSystem("ssh." + id(name), weight, practice, reference, name + " " + good);
  }

  /// `PermitRootLogin` is `permit_root_login`.
  private static String id(String name) {
    var id = new StringBuilder();
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (i > 0 && Character.isUpperCase(c) && !Character.isUpperCase(name.charAt(i - 1))) {
        id.append('_');
      }
      id.append(Character.toLowerCase(c));
    }
    return id.toString();
  }

  private static SshRule word(
      String name,
      Weight weight,
      String practice,
      String reference,
      String good,
      String standard,
      String bad,
      String fault) {
    return word(
        name, weight, practice, reference, good, version -> Optional.of(standard), bad, fault);
  }

  private static SshRule word(
      String name,
      Weight weight,
      String practice,
      String reference,
      String good,
      java.util.function.Function<SshVersion, Optional<String>> standard,
      String bad,
      String fault) {
    return new SshRule(
        check(name, weight, practice, reference, good),
        name.toLowerCase(java.util.Locale.ROOT),
        name,
        standard,
        (value, version) -> value.equals(bad) ? Optional.of(fault) : Optional.empty());
  }

  private static SshRule number(
      String name,
      Weight weight,
      String practice,
      String reference,
      String good,
      String standard,
      Range range,
      String fault) {
    return new SshRule(
        check(name, weight, practice, reference, good),
        name.toLowerCase(java.util.Locale.ROOT),
        name,
        version -> Optional.of(standard),
        (value, version) -> range.holds(value) ? Optional.empty() : Optional.of(fault));
  }

  private static SshRule userEnvironment() {
    return new SshRule(
        check(
            "PermitUserEnvironment",
            MEDIUM,
            "Users cannot set variables such as LD_PRELOAD for what they may run.",
            CIS + "PermitUserEnvironment",
            "no"),
        "permituserenvironment",
        "PermitUserEnvironment",
        version -> Optional.of("no"),
        (value, version) ->
            value.equals("no")
                ? Optional.empty()
                : Optional.of("~/.ssh/environment sets variables"));
  }

  private static SshRule logLevel() {
    return new SshRule(
        check(
            "LogLevel",
            LOW,
            "Logins are logged, and nothing that would disclose what users do.",
            CIS + "LogLevel",
            "VERBOSE"),
        "loglevel",
        "LogLevel",
        version -> Optional.of("info"),
        (value, version) ->
            switch (value) {
              case "info", "verbose" -> Optional.empty();
              case "debug1", "debug2", "debug3" -> Optional.of("the log discloses what users do");
              default -> Optional.of("logins are not logged");
            });
  }

  private static SshRule algorithms(String name, String practice, String good, String bad) {
    var keyword = name.toLowerCase(java.util.Locale.ROOT);
    return new SshRule(
        check(name, MEDIUM, practice, CIS + name, good),
        keyword,
        name,
        version ->
            version.known()
                ? Algorithms.standard(keyword, version).map(list -> String.join(",", list))
                : Optional.empty(),
        (value, version) -> {
          var standard = Algorithms.standard(keyword, version).orElse(List.of());
          var weak = new ArrayList<String>();
          for (var one : Algorithms.assemble(value, standard)) {
            if (Patterns.matchesList(one, bad)) {
              weak.add(one);
            }
          }
          return weak.isEmpty()
              ? Optional.empty()
              : Optional.of(String.join(", ", weak) + " can be agreed upon");
        });
  }
}
