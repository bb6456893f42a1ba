package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lists of algorithms: which there are, what the defaults are by version, and how `+`, `-` and `^`
/// change them (OpenSSH's `myproposal.h`, and `kex_assemble_names` of `kex.c`).
final class Algorithms {
  private static final Set<String> CIPHERS =
      Set.of(
          "3des-cbc",
          "aes128-cbc",
          "aes192-cbc",
          "aes256-cbc",
          "rijndael-cbc@lysator.liu.se",
          "blowfish-cbc",
          "cast128-cbc",
          "arcfour",
          "arcfour128",
          "arcfour256",
          "aes128-ctr",
          "aes192-ctr",
          "aes256-ctr",
          "aes128-gcm@openssh.com",
          "aes256-gcm@openssh.com",
          "chacha20-poly1305@openssh.com");

  private static final Set<String> MACS =
      Set.of(
          "hmac-sha1",
          "hmac-sha1-96",
          "hmac-sha2-256",
          "hmac-sha2-512",
          "hmac-md5",
          "hmac-md5-96",
          "hmac-ripemd160",
          "hmac-ripemd160@openssh.com",
          "umac-64@openssh.com",
          "umac-128@openssh.com",
          "hmac-sha1-etm@openssh.com",
          "hmac-sha1-96-etm@openssh.com",
          "hmac-sha2-256-etm@openssh.com",
          "hmac-sha2-512-etm@openssh.com",
          "hmac-md5-etm@openssh.com",
          "hmac-md5-96-etm@openssh.com",
          "hmac-ripemd160-etm@openssh.com",
          "umac-64-etm@openssh.com",
          "umac-128-etm@openssh.com");

  private static final Set<String> EXCHANGES =
      Set.of(
          "diffie-hellman-group1-sha1",
          "diffie-hellman-group14-sha1",
          "diffie-hellman-group14-sha256",
          "diffie-hellman-group16-sha512",
          "diffie-hellman-group18-sha512",
          "diffie-hellman-group-exchange-sha1",
          "diffie-hellman-group-exchange-sha256",
          "ecdh-sha2-nistp256",
          "ecdh-sha2-nistp384",
          "ecdh-sha2-nistp521",
          "curve25519-sha256",
          "curve25519-sha256@libssh.org",
          "sntrup4591761x25519-sha512@tinyssh.org",
          "sntrup761x25519-sha512",
          "sntrup761x25519-sha512@openssh.com",
          "mlkem768x25519-sha256");

  private static final List<String> KEYS =
      List.of(
          "ssh-ed25519",
          "ssh-ed25519-cert-v01@openssh.com",
          "sk-ssh-ed25519@openssh.com",
          "sk-ssh-ed25519-cert-v01@openssh.com",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp256-cert-v01@openssh.com",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp384-cert-v01@openssh.com",
          "ecdsa-sha2-nistp521",
          "ecdsa-sha2-nistp521-cert-v01@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com",
          "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
          "webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
          "ssh-dss",
          "ssh-dss-cert-v01@openssh.com",
          "ssh-rsa",
          "ssh-rsa-cert-v01@openssh.com",
          "rsa-sha2-256",
          "rsa-sha2-256-cert-v01@openssh.com",
          "rsa-sha2-512",
          "rsa-sha2-512-cert-v01@openssh.com");

  private Algorithms() {}

  /// Refuses a list with a name that no version knows. Names behind an empty one are not looked at,
  /// as in `ciphers_valid`; those behind `-` are patterns.
  static void check(String keyword, String list) throws BadLine {
    if (list.startsWith("-")) {
      return;
    }
    var names = list.startsWith("+") || list.startsWith("^") ? list.substring(1) : list;
    if (names.isEmpty()) {
      throw new BadLine("the list of algorithms is empty");
    }
    for (var name : names.split(",", -1)) {
      if (name.isEmpty()) {
        return;
      }
      if (!isKnown(keyword, name)) {
        throw new BadLine(name + " is no algorithm");
      }
    }
  }

  private static boolean isKnown(String keyword, String name) {
    return switch (keyword) {
      case "ciphers" -> CIPHERS.contains(name);
      case "macs" -> MACS.contains(name);
      case "kexalgorithms" -> EXCHANGES.contains(name);
      default ->
          KEYS.contains(name) || KEYS.stream().anyMatch(key -> Patterns.matchesList(key, name));
    };
  }

  /// The list that counts.
  ///
  /// @param list as written
  /// @param standard what the server takes when nothing is written
  static List<String> assemble(String list, List<String> standard) {
    var names = new ArrayList<String>();
    switch (list.isEmpty() ? ' ' : list.charAt(0)) {
      case '-' -> {
        for (var name : standard) {
          if (!Patterns.matchesList(name, list.substring(1))) {
            names.add(name);
          }
        }
        return names;
      }
      case '+' -> {
        names.addAll(standard);
        names.addAll(List.of(list.substring(1).split(",", -1)));
      }
      case '^' -> {
        names.addAll(List.of(list.substring(1).split(",", -1)));
        names.addAll(standard);
      }
      default -> names.addAll(List.of(list.split(",", -1)));
    }
    var seen = new HashSet<String>();
    names.removeIf(name -> name.isEmpty() || !seen.add(name));
    return names;
  }

  /// What the server takes when nothing is written; empty where this version's is not known.
  static Optional<List<String>> standard(String keyword, SshVersion version) {
    if (!version.isAtLeast(6, 7)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (keyword) {
          case "ciphers" ->
              List.of(
                  "chacha20-poly1305@openssh.com",
                  "aes128-ctr",
                  "aes192-ctr",
                  "aes256-ctr",
                  "aes128-gcm@openssh.com",
                  "aes256-gcm@openssh.com");
          case "macs" ->
              List.of(
                  "umac-64-etm@openssh.com",
                  "umac-128-etm@openssh.com",
                  "hmac-sha2-256-etm@openssh.com",
                  "hmac-sha2-512-etm@openssh.com",
                  "hmac-sha1-etm@openssh.com",
                  "umac-64@openssh.com",
                  "umac-128@openssh.com",
                  "hmac-sha2-256",
                  "hmac-sha2-512",
                  "hmac-sha1");
          default -> exchanges(version);
        });
  }

  private static List<String> exchanges(SshVersion version) {
    var names = new ArrayList<String>();
    if (version.isAtLeast(9, 9)) {
      names.add("mlkem768x25519-sha256");
    }
    if (version.isAtLeast(9, 0)) {
      // Debian brings the name without a domain back to 9.2.
      names.add("sntrup761x25519-sha512");
      names.add("sntrup761x25519-sha512@openssh.com");
    }
    if (version.isAtLeast(7, 4)) {
      names.add("curve25519-sha256");
    }
    names.addAll(
        List.of(
            "curve25519-sha256@libssh.org",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521"));
    if (!version.isAtLeast(10, 0)) {
      names.add("diffie-hellman-group-exchange-sha256");
      if (version.isAtLeast(7, 3)) {
        names.add("diffie-hellman-group16-sha512");
        names.add("diffie-hellman-group18-sha512");
        names.add("diffie-hellman-group14-sha256");
      }
    }
    if (!version.isAtLeast(8, 2)) {
      names.add("diffie-hellman-group14-sha1");
    }
    return names;
  }
}
