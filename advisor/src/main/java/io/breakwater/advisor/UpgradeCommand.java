package io.breakwater.advisor;

import io.breakwater.inventory.InstalledPackage;
import java.util.List;
import java.util.TreeSet;

/// Words upgrades as a command of the image's own package manager.
final class UpgradeCommand {
  /// The first Alpine branch in which `apk upgrade` takes package names (apk-tools 2.12).
  private static final int APK_UPGRADE_TAKES_NAMES = 13;

  /// The first major release with dnf.
  private static final int DNF_SINCE = 8;

  private UpgradeCommand() {}

  static List<String> of(
      List<FixPlan.Upgrade> upgrades,
      List<InstalledPackage> packages,
      Distribution distribution,
      String release) {
    var names = new TreeSet<String>();
    upgrades.forEach(upgrade -> names.addAll(upgrade.packages()));
    var words = String.join(" ", names);
    return List.of(
        switch (distribution) {
          case DEBIAN, UBUNTU -> "apt-get update && apt-get install -y --only-upgrade " + words;
          case ALPINE ->
              Distribution.alpineBranch(release) >= APK_UPGRADE_TAKES_NAMES
                  ? "apk upgrade --no-cache " + words
                  : "apk add --no-cache --upgrade " + words;
          case CENTOS -> "yum update -y " + words;
          case RHEL, ALMALINUX, ROCKY -> redHat(upgrades, packages, release, words);
        });
  }

  /// `--advisory` needs the repositories' updateinfo and dnf; microdnf does not know it.
  private static String redHat(
      List<FixPlan.Upgrade> upgrades,
      List<InstalledPackage> packages,
      String release,
      String words) {
    if (major(release) < DNF_SINCE) {
      return "yum update -y " + words;
    }
    if (!installed("dnf", packages) && installed("microdnf", packages)) {
      return "microdnf upgrade -y " + words;
    }
    var notices = new TreeSet<String>();
    for (var upgrade : upgrades) {
      if (upgrade.notices().isEmpty()) {
        return "dnf upgrade -y " + words;
      }
      notices.addAll(upgrade.notices());
    }
    return "dnf upgrade -y --advisory=" + String.join(",", notices);
  }

  private static boolean installed(String name, List<InstalledPackage> packages) {
    return packages.stream().anyMatch(installed -> installed.name().equals(name));
  }

  private static int major(String release) {
    var version = release.substring(release.indexOf(':') + 1);
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
