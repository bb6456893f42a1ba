package io.breakwater.advisor;

import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Groups what counts and can be fixed into upgrades, one for each source package.
final class FixPlanner {
  private FixPlanner() {}

  /// Plans for one image.
  ///
  /// @param release key of the rows
  static FixPlan plan(
      List<Finding> findings, ImageInventory image, Distribution distribution, String release) {
    var bySource = new LinkedHashMap<String, List<Finding>>();
    for (var finding : findings) {
      if (finding.active() && finding.state() != Advisory.State.AFFECTED && fixable(finding)) {
        bySource
            .computeIfAbsent(finding.installed().source(), source -> new ArrayList<>())
            .add(finding);
      }
    }
    var remaining = FixRemainders.of(findings);
    if (bySource.isEmpty()) {
      return new FixPlan(List.of(), List.of(), List.of(), 0, false, remaining);
    }
    var upgrades = upgrades(bySource, image.packages());
    var command = new UpgradeCommand(upgrades, image, distribution, release);
    return new FixPlan(
        upgrades,
        List.of(command.shell()),
        command.dockerfile(),
        upgrades.stream().mapToInt(FixPlan.Upgrade::clears).sum(),
        image.packages().stream()
            .filter(one -> bySource.containsKey(one.source()))
            .allMatch(one -> one.origin().base()),
        remaining);
  }

  private static List<FixPlan.Upgrade> upgrades(
      Map<String, List<Finding>> bySource, List<InstalledPackage> packages) {
    var binaries = binaries(packages, bySource);
    var upgrades = new ArrayList<FixPlan.Upgrade>();
    bySource.forEach(
        (source, group) ->
            upgrades.add(upgrade(source, group, binaries.getOrDefault(source, Set.of()))));
    upgrades.sort(
        Comparator.comparingInt((FixPlan.Upgrade upgrade) -> -upgrade.clears())
            .thenComparing(FixPlan.Upgrade::source));
    return upgrades;
  }

  /// A version that could not be compared is better upgraded than doubted.
  static boolean fixable(Finding finding) {
    return finding.fixedVersion() != null
        && finding.comparison() != null
        && !finding.moduleUnknown();
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
    return new FixPlan.Upgrade(
        source,
        List.copyOf(binaries),
        version,
        group.size(),
        exploited,
        notices(group),
        module(group));
  }

  /// The notice that brings the newest fix of each package: it brings the earlier ones too.
  private static List<String> notices(List<Finding> group) {
    var newest = new TreeMap<String, Finding>();
    for (var finding : group) {
      newest.merge(finding.installed().name(), finding, FixPlanner::newer);
    }
    var notices = new TreeSet<String>();
    for (var finding : newest.values()) {
      var all = finding.advisory().notices();
      if (!all.isEmpty()) {
        notices.add(all.getFirst().id());
      }
    }
    return List.copyOf(notices);
  }

  private static Finding newer(Finding a, Finding b) {
    var fixedA = a.fixedVersion();
    var fixedB = b.fixedVersion();
    return fixedA != null && fixedB != null && a.order().compare(fixedA, fixedB) < 0 ? b : a;
  }

  private static String module(List<Finding> group) {
    for (var finding : group) {
      var module = finding.moduleStream();
      if (module.isPresent()) {
        return module.get();
      }
    }
    return "";
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
}
