package io.breakwater.advisor;

import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.inventory.InstalledPackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Groups what counts and can be fixed into upgrades, one for each source package.
final class FixPlanner {
  /// The first Alpine branch in which `apk upgrade` takes package names (apk-tools 2.12).
  private static final int APK_UPGRADE_TAKES_NAMES = 13;

  private FixPlanner() {}

  static FixPlan plan(
      List<Finding> findings,
      List<InstalledPackage> packages,
      Distribution distribution,
      String release) {
    var bySource = new LinkedHashMap<String, List<Finding>>();
    for (var finding : findings) {
      if (finding.active() && finding.fixedVersion() != null && finding.comparison() != null) {
        bySource
            .computeIfAbsent(finding.installed().source(), source -> new ArrayList<>())
            .add(finding);
      }
    }
    if (bySource.isEmpty()) {
      return FixPlan.NONE;
    }
    var binaries = binaries(packages, bySource);
    var upgrades = new ArrayList<FixPlan.Upgrade>();
    bySource.forEach(
        (source, group) ->
            upgrades.add(upgrade(source, group, binaries.getOrDefault(source, Set.of()))));
    upgrades.sort(
        Comparator.comparingInt((FixPlan.Upgrade upgrade) -> -upgrade.clears())
            .thenComparing(FixPlan.Upgrade::source));
    var clears = upgrades.stream().mapToInt(FixPlan.Upgrade::clears).sum();
    return new FixPlan(upgrades, List.of(command(upgrades, distribution, release)), clears);
  }

  /// All binary packages of the sources: they are built and installed in step.
  private static Map<String, Set<String>> binaries(
      List<InstalledPackage> packages, Map<String, List<Finding>> bySource) {
    var binaries = new LinkedHashMap<String, Set<String>>();
    for (var installed : packages) {
      if (bySource.containsKey(installed.source())) {
        binaries
            .computeIfAbsent(installed.source(), source -> new TreeSet<>())
            .add(installed.name());
      }
    }
    return binaries;
  }

  private static FixPlan.Upgrade upgrade(String source, List<Finding> group, Set<String> binaries) {
    var order = group.getFirst().order();
    var version = newest(group, order);
    var exploited = group.stream().anyMatch(finding -> finding.advisory().knownExploited());
    return new FixPlan.Upgrade(source, List.copyOf(binaries), version, group.size(), exploited);
  }

  private static String newest(List<Finding> group, VersionOrder order) {
    var newest = "";
    for (var finding : group) {
      var fixed = finding.fixedVersion();
      if (fixed != null && (newest.isEmpty() || order.compare(fixed, newest) > 0)) {
        newest = fixed;
      }
    }
    return newest;
  }

  private static String command(
      List<FixPlan.Upgrade> upgrades, Distribution distribution, String release) {
    var names = new TreeSet<String>();
    upgrades.forEach(upgrade -> names.addAll(upgrade.packages()));
    var words = String.join(" ", names);
    return switch (distribution) {
      case DEBIAN, UBUNTU -> "apt-get update && apt-get install -y --only-upgrade " + words;
      case ALPINE ->
          Distribution.alpineBranch(release) >= APK_UPGRADE_TAKES_NAMES
              ? "apk upgrade --no-cache " + words
              : "apk add --no-cache --upgrade " + words;
    };
  }
}
