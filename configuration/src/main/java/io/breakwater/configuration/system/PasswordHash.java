package io.breakwater.configuration.system;

/// What the password field of passwd(5) or shadow(5) is, by the prefixes of crypt(5).
enum PasswordHash {
  /// No password is asked for.
  EMPTY,
  /// Nothing that is typed matches.
  LOCKED,
  /// The password is in `/etc/shadow`.
  SHADOWED,
  DES("DES"),
  MD5("MD5"),
  /// BSDi's extended DES, NTHASH, SunMD5, `sha1crypt`, bigcrypt.
  OUTDATED("an outdated one"),
  /// yescrypt, gost-yescrypt, scrypt, bcrypt, SHA-512, SHA-256, Argon2.
  STRONG("a strong one");

  private static final int DES_LENGTH = 13;
  private static final int BSDI_LENGTH = 20;

  private final String scheme;

  PasswordHash() {
    this("");
  }

  PasswordHash(String scheme) {
    this.scheme = scheme;
  }

  /// The scheme's name for people.
  String scheme() {
    return scheme;
  }

  /// Whether some password opens the account.
  boolean usable() {
    return switch (this) {
      case EMPTY, LOCKED, SHADOWED -> false;
      case DES, MD5, OUTDATED, STRONG -> true;
    };
  }

  /// Whether a stolen hash gives its password away quickly.
  boolean weak() {
    return usable() && this != STRONG;
  }

  static PasswordHash of(String field) {
    if (field.isEmpty()) {
      return EMPTY;
    }
    if (field.equals("x") || field.startsWith("##")) {
      return SHADOWED;
    }
    if (field.charAt(0) == '$') {
      return modular(field);
    }
    if (field.charAt(0) == '_' && field.length() == BSDI_LENGTH && isDes(field, 1)) {
      return OUTDATED;
    }
    if (!isDes(field, 0) || field.length() < DES_LENGTH) {
      return LOCKED;
    }
    return field.length() == DES_LENGTH ? DES : OUTDATED;
  }

  private static PasswordHash modular(String field) {
    var end = field.indexOf('$', 1);
    if (end < 0) {
      return LOCKED;
    }
    return switch (field.substring(1, end)) {
      case "y", "gy", "7", "2a", "2b", "2y", "6", "5", "argon2i", "argon2d", "argon2id" -> STRONG;
      case "1" -> MD5;
      default -> OUTDATED;
    };
  }

  private static boolean isDes(String field, int from) {
    for (var i = from; i < field.length(); i++) {
      var c = field.charAt(i);
      var in = (c >= '.' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!in) {
        return false;
      }
    }
    return true;
  }
}
