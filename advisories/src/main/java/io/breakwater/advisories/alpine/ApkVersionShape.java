package io.breakwater.advisories.alpine;

/// Whether apk can order a version.
///
/// Grammar of apk-tools (`apk-package(5)`, "version"): `digits{.digits}{letter}{_suffix{digits}}
/// {~hash}{-rdigits}`, the suffixes being `alpha beta pre rc cvs svn git hg p`. apk-tools 2, in
/// Alpine up to 3.22, also takes digits behind the letter (`6.6.2p1-r0`).
final class ApkVersionShape {
  private static final String[] SUFFIXES = {
    "alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"
  };
  private static final int MAX_LENGTH = 256;

  private ApkVersionShape() {}

  /// @param tools major version of apk-tools: 2 or 3
  static boolean isValid(String version, int tools) {
    if (version.length() > MAX_LENGTH) {
      return false;
    }
    var at = numbers(version, 0, tools);
    at = at < 0 ? at : suffixes(version, at);
    if (at < 0) {
      return false;
    }
    if (at < version.length() && version.charAt(at) == '~') {
      at = hash(version, at + 1);
    }
    if (version.startsWith("-r", at)) {
      var next = digits(version, at + 2);
      at = next == at + 2 ? at : next;
    }
    return at == version.length();
  }

  /// `digits{.digits}{letter}`, and again for apk-tools 2; -1 where it is malformed.
  private static int numbers(String version, int from, int tools) {
    var at = digits(version, from);
    if (at == from) {
      return -1;
    }
    while (at < version.length() && version.charAt(at) == '.') {
      var next = digits(version, at + 1);
      if (next == at + 1) {
        return -1;
      }
      at = next;
    }
    if (at < version.length() && version.charAt(at) >= 'a' && version.charAt(at) <= 'z') {
      at++;
      var again = tools == 2 && digits(version, at) > at;
      return again ? numbers(version, at, tools) : at;
    }
    return at;
  }

  private static int suffixes(String version, int from) {
    var at = from;
    while (at < version.length() && version.charAt(at) == '_') {
      var next = -1;
      for (var suffix : SUFFIXES) {
        if (version.startsWith(suffix, at + 1)) {
          next = digits(version, at + 1 + suffix.length());
          break;
        }
      }
      if (next < 0) {
        return -1;
      }
      at = next;
    }
    return at;
  }

  private static int digits(String version, int from) {
    var at = from;
    while (at < version.length() && version.charAt(at) >= '0' && version.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static int hash(String version, int from) {
    var at = from;
    while (at < version.length() && Character.digit(version.charAt(at), 16) >= 0) {
      at++;
    }
    return at;
  }
}
