package io.breakwater.configuration.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The versions of TLS that a value of `tls_version` allows.
///
/// @param old those before 1.2, as written
/// @param none whether there is none at all
record TlsVersions(List<String> old, boolean none) {
  TlsVersions {
    old = List.copyOf(old);
  }

  /// Reads a list of words; empty where a word is none. MariaDB writes `TLSv1.0` where MySQL writes
  /// `TLSv1`, takes no spaces, and reads a number as bits.
  static Optional<TlsVersions> of(String value, boolean mariaDb) {
    var old = new ArrayList<String>();
    if (value.isEmpty()) {
      return Optional.of(new TlsVersions(old, true));
    }
    if (mariaDb && value.length() <= 2 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return numbered(Integer.parseInt(value));
    }
    for (var one : value.split(",", -1)) {
      var word = mariaDb ? one : one.strip();
      switch (word.toUpperCase(Locale.ROOT)) {
        case "TLSV1.1" -> old.add(word);
        case "TLSV1.2", "TLSV1.3" -> {}
        case "TLSV1.0", "TLSV1" -> {
          if (word.endsWith(".0") != mariaDb) {
            return Optional.empty();
          }
          old.add(word);
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new TlsVersions(old, false));
  }

  private static Optional<TlsVersions> numbered(int bits) {
    var old = new ArrayList<String>();
    if ((bits & 1) != 0) {
      old.add("TLSv1.0");
    }
    if ((bits & 2) != 0) {
      old.add("TLSv1.1");
    }
    return bits > 15 ? Optional.empty() : Optional.of(new TlsVersions(old, bits == 0));
  }
}
