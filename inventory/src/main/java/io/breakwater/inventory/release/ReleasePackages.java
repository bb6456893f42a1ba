package io.breakwater.inventory.release;

import org.jspecify.annotations.Nullable;

/// The packages that make an rpm system the distribution it is: they own its os-release.
///
/// Names are compared whole: `centos-release-scl` or `epel-release` only add repositories.
public final class ReleasePackages {
  private ReleasePackages() {}

  /// The distribution (`ID` of its os-release) that a package makes, null for other packages.
  public static @Nullable String distribution(String name) {
    if (!name.endsWith("release") && !name.startsWith("redhat-release-")) {
      return null;
    }
    return switch (name) {
      case "redhat-release",
          "redhat-release-client",
          "redhat-release-computenode",
          "redhat-release-server",
          "redhat-release-workstation" ->
          "rhel";
      case "centos-release", "centos-linux-release", "centos-stream-release" -> "centos";
      case "almalinux-release", "almalinux-kitten-release" -> "almalinux";
      case "rocky-release" -> "rocky";
      case "oraclelinux-release" -> "ol";
      case "fedora-release", "fedora-release-common" -> "fedora";
      case "sles-release" -> "sles";
      case "openSUSE-release" -> "opensuse";
      case "cloudlinux-release" -> "cloudlinux";
      case "sl-release" -> "scientific";
      default -> null;
    };
  }
}
