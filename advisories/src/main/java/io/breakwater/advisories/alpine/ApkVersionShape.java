package io.breakwater.advisories.alpine;

/// Whether apk can order a version.
///
/// Grammar of apk-tools (`apk-package(5)`, "version"): `digits{.digits}{letter}{_suffix{digits}}
/// {~hash}{-rdigits}`, the suffixes being `alpha beta pre rc cvs svn git hg p`.
final class ApkVersionShape {
  private static final String[] SUFFIXES = {
    "alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"
  };

  private ApkVersionShape() {}

  static boolean isValid(String version) {
    var at = digits(version, 0);
    if (at == 0 || version.length() > 256) {
      return false;
    }
    while (at < version.length() && version.charAt(at) == '.') {
      var next = digits(version, at + 1);
      if (next == at + 1) {
        return false;
      }
      at = next;
    }
    if (at < version.length() && version.charAt(at) >= 'a' && version.charAt(at) <= 'z') {
      at++;
    }
    at = suffixes(version, at);
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
