package io.breakwater.reports;

import io.breakwater.inventory.OperatingSystem;
import java.util.Optional;

/// The CPE of a distribution's release (CPE 2.3, NISTIR 7695, "formatted string binding"), as the
/// dictionary of the NVD and the vendors' own `CPE_NAME` have it. Packages get none: which vendor
/// and product would have to be guessed, and a wrong CPE finds wrong issues.
public final class ReleaseCpe {
  private ReleaseCpe() {}

  /// Empty for other distributions, and for a release without a number.
  public static Optional<String> of(OperatingSystem os) {
    var product =
        switch (os.id()) {
          case "alpine" -> "alpinelinux:alpine_linux";
          case "debian" -> "debian:debian_linux";
          case "ubuntu" -> "canonical:ubuntu_linux";
          case "rhel" -> "redhat:enterprise_linux";
          case "centos" -> "centos:centos";
          case "almalinux" -> "almalinux:almalinux";
          case "rocky" -> "rocky:rocky";
          default -> "";
        };
    var version = os.versionId();
    var numbered = !version.isEmpty() && version.chars().allMatch(ReleaseCpe::isOfANumber);
    return product.isEmpty() || !numbered
        ? Optional.empty()
        : Optional.of("cpe:2.3:o:" + product + ":" + version + ":*:*:*:*:*:*:*");
  }

  private static boolean isOfANumber(int c) {
    return (c >= '0' && c <= '9') || c == '.';
  }
}
