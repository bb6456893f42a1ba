package io.breakwater.sbom;

import io.breakwater.inventory.Ecosystem;
import org.jspecify.annotations.Nullable;

/// The words with which package URLs, Syft and Trivy name the package managers.
final class PackageTypes {
  private PackageTypes() {}

  /// The package manager; null for packages of applications and of managers that are not judged.
  ///
  /// @param word type of a package URL, `syft:package:type`, or Trivy's `PkgType`, which is the
  ///     distribution's family for its packages; lower case
  static @Nullable Ecosystem ecosystem(String word) {
    return switch (word) {
      case "deb", "debian", "ubuntu" -> Ecosystem.DEB;
      case "apk", "alpine", "wolfi", "chainguard" -> Ecosystem.APK;
      case "rpm",
          "redhat",
          "centos",
          "rocky",
          "alma",
          "fedora",
          "oracle",
          "amazon",
          "photon",
          "cbl-mariner",
          "azurelinux",
          "opensuse",
          "opensuse.leap",
          "opensuse.tumbleweed",
          "opensuse-leap",
          "opensuse-tumbleweed",
          "suse linux enterprise server",
          "suse linux enterprise micro",
          "sles",
          "slem" ->
          Ecosystem.RPM;
      default -> null;
    };
  }

  /// The ID of os-release that a namespace or a family stands for.
  ///
  /// @param word lower case
  static String distribution(String word) {
    return switch (word) {
      case "redhat" -> "rhel";
      case "alma" -> "almalinux";
      case "rockylinux" -> "rocky";
      case "oracle" -> "ol";
      case "amazon" -> "amzn";
      case "suse linux enterprise server" -> "sles";
      case "opensuse.leap" -> "opensuse-leap";
      case "opensuse.tumbleweed" -> "opensuse-tumbleweed";
      default -> word;
    };
  }
}
