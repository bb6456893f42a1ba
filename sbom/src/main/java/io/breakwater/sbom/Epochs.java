package io.breakwater.sbom;

/// Epochs in front of versions: `1:1.1.1k-6.el8_5`.
final class Epochs {
  private Epochs() {}

  /// Where the colon behind the epoch is, -1 where the version has none.
  static int end(String version) {
    var at = 0;
    while (at < version.length() && version.charAt(at) >= '0' && version.charAt(at) <= '9') {
      at++;
    }
    return at > 0 && at < version.length() && version.charAt(at) == ':' ? at : -1;
  }

  static boolean isZero(String epoch) {
    return epoch.chars().allMatch(c -> c == '0');
  }
}
