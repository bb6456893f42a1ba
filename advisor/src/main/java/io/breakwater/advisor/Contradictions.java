package io.breakwater.advisor;

import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import org.jspecify.annotations.Nullable;

/// Finds packages that show that an image is not what its release file says: the advisories of
/// another distribution, or of another major release, would judge it.
final class Contradictions {
  private static final String CONTRADICTED = "release-contradicted";

  private Contradictions() {}

  static void find(
      ImageInventory inventory,
      OperatingSystem os,
      Distribution distribution,
      Judgement judgement) {
    if (inventory.gaps().stream().anyMatch(gap -> gap.code().equals(CONTRADICTED))) {
      // The inventory has seen it, and it is a reason already.
      return;
    }
    for (var installed : inventory.packages()) {
      var builtBy =
          switch (installed.ecosystem()) {
            case DEB -> baseFiles(installed, distribution);
            case RPM -> releasePackage(installed, os, distribution);
            case APK -> null;
          };
      if (builtBy != null) {
        judgement.incomplete(
            CONTRADICTED,
            os.file()
                + " says "
                + Coverage.name(os)
                + ", but "
                + installed.name()
                + " "
                + installed.version()
                + " is of "
                + builtBy,
            "Restore the distribution's own /etc/os-release in the image.");
      }
    }
  }

  /// The version of `base-files` names the distribution that built it.
  private static @Nullable String baseFiles(InstalledPackage installed, Distribution distribution) {
    if (!installed.name().equals("base-files")) {
      return null;
    }
    var version = installed.version();
    var builtBy =
        version.contains("ubuntu") ? "Ubuntu" : version.contains("devuan") ? "Devuan" : null;
    return distribution.title().equals(builtBy) ? null : builtBy;
  }

  /// The package that brings the release file of a distribution of the rpm family carries the
  /// distribution in its name and the release as its version.
  private static @Nullable String releasePackage(
      InstalledPackage installed, OperatingSystem os, Distribution distribution) {
    var builtBy = builder(installed.name());
    if (builtBy == null) {
      return null;
    }
    var version = installed.version();
    var from = version.indexOf(':') + 1;
    var end = from;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    var major = version.substring(from, end);
    var same =
        builtBy.equals(distribution.title())
            && (major.isEmpty() || major.equals(Distribution.major(os)));
    return same ? null : builtBy + " " + major;
  }

  private static @Nullable String builder(String name) {
    return switch (name) {
      case "redhat-release",
          "redhat-release-server",
          "redhat-release-client",
          "redhat-release-workstation",
          "redhat-release-computenode" ->
          Distribution.RHEL.title();
      case "centos-release", "centos-linux-release", "centos-stream-release" ->
          Distribution.CENTOS.title();
      case "almalinux-release" -> Distribution.ALMALINUX.title();
      case "rocky-release" -> Distribution.ROCKY.title();
      case "oraclelinux-release" -> "Oracle Linux";
      case "fedora-release", "fedora-release-common" -> "Fedora";
      case "sl-release" -> "Scientific Linux";
      case "sles-release" -> "SUSE Linux Enterprise Server";
      default -> null;
    };
  }
}
