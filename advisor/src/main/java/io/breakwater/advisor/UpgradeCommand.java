package io.breakwater.advisor;

import io.breakwater.inventory.ImageInventory;
import java.util.List;
import java.util.TreeSet;

/// Words upgrades as a command of the image's own package manager.
final class UpgradeCommand {
  /// The first Alpine branch in which `apk upgrade` takes package names (apk-tools 2.12).
  private static final int APK_UPGRADE_TAKES_NAMES = 13;

  /// The first major release with dnf.
  private static final int DNF_SINCE = 8;

  private final List<FixPlan.Upgrade> upgrades;
  private final ImageInventory image;
  private final Distribution distribution;
  private final String release;

  UpgradeCommand(
      List<FixPlan.Upgrade> upgrades,
      ImageInventory image,
      Distribution distribution,
      String release) {
    this.upgrades = upgrades;
    this.image = image;
    this.distribution = distribution;
    this.release = release;
  }

  /// One line for a shell in the image.
  String shell() {
    var words = packages();
    return switch (distribution) {
      case DEBIAN, UBUNTU -> "apt-get update && apt-get install -y --only-upgrade " + words;
      case ALPINE ->
          Distribution.alpineBranch(release) >= APK_UPGRADE_TAKES_NAMES
              ? "apk upgrade --no-cache " + words
              : "apk add --no-cache --upgrade " + words;
      case CENTOS -> "yum update -y " + words;
      case RHEL, ALMALINUX, ROCKY -> redHat(words);
    };
  }

  /// The same as a step of a build, which leaves no lists and caches behind. Only root may upgrade.
  List<String> dockerfile() {
    var step = "RUN " + shell() + cleaning();
    var user = image.config().map(config -> config.user()).orElse("");
    return user.isEmpty() || user.matches("(root|0)(:.*)?")
        ? List.of(step)
        : List.of("USER root", step, "USER " + user);
  }

  private String cleaning() {
    return switch (distribution) {
      case DEBIAN, UBUNTU -> " && rm -rf /var/lib/apt/lists/*";
      case ALPINE -> "";
      case CENTOS, RHEL, ALMALINUX, ROCKY -> " && " + tool() + " clean all";
    };
  }

  private String packages() {
    var names = new TreeSet<String>();
    upgrades.forEach(upgrade -> names.addAll(upgrade.packages()));
    return String.join(" ", names);
  }

  /// `--advisory` needs the repositories' updateinfo and dnf; microdnf does not know it.
  private String redHat(String words) {
    var tool = tool();
    if (!tool.equals("dnf")) {
      return tool + (tool.equals("yum") ? " update -y " : " upgrade -y ") + words;
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

  private String tool() {
    if (distribution == Distribution.CENTOS || major() < DNF_SINCE) {
      return "yum";
    }
    return !installed("dnf") && installed("microdnf") ? "microdnf" : "dnf";
  }

  private boolean installed(String name) {
    return image.packages().stream().anyMatch(installed -> installed.name().equals(name));
  }

  private int major() {
    var version = release.substring(release.indexOf(':') + 1);
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
