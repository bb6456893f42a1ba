package io.breakwater.advisor;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.releases.ReleaseFacts;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Says what is not known of an image, so that nothing unknown passes for clean.
final class Coverage {
  private Coverage() {}

  static void withoutRelease(ImageInventory inventory, Judgement judgement) {
    if (inventory.packages().isEmpty() && inventory.databases().isEmpty()) {
      if (!inventory.gaps().isEmpty()) {
        // What could not be read may hold a whole operating system; the gaps say so.
        return;
      }
      judgement.unsupported(
          "no-operating-system",
          "no operating system in the image: neither a release file nor a package database",
          "Images from scratch hold no packages to judge; scan the images they were built from.");
      return;
    }
    judgement.incomplete(
        "release-unknown",
        inventory.packages().size()
            + " packages are installed, but no file says of which release they are",
        "Keep /etc/os-release in the image.");
  }

  static void unknownDistribution(OperatingSystem os, Judgement judgement) {
    judgement.unsupported(
        "distribution-not-supported",
        name(os) + " is not a distribution whose advisories are known (ID=" + os.id() + ")",
        "Alpine, Debian, Ubuntu, RHEL, CentOS, AlmaLinux and Rocky Linux can be judged; build on"
            + " one of them.");
  }

  /// Whether the packages are all there and of the distribution.
  static void packages(
      ImageInventory inventory,
      OperatingSystem os,
      Distribution distribution,
      Judgement judgement) {
    var own = 0;
    var foreign = new TreeSet<String>();
    for (var installed : inventory.packages()) {
      if (installed.ecosystem() == distribution.ecosystem()) {
        own++;
      } else {
        foreign.add(installed.file());
      }
    }
    if (own == 0) {
      var empty = !inventory.databases().isEmpty() && foreign.isEmpty();
      judgement.incomplete(
          empty ? "package-database-empty" : "package-database-missing",
          empty
              ? "the package database "
                  + String.join(", ", inventory.databases())
                  + " names no package"
              : name(os) + " without its package database: what is installed is not known",
          "Keep the package database in the image (do not delete "
              + database(distribution.ecosystem())
              + ").");
    }
    if (!foreign.isEmpty()) {
      judgement.incomplete(
          "foreign-packages",
          "packages of another package manager (" + String.join(", ", foreign) + ") in " + name(os),
          "Remove them, or exempt the image; no advisories speak of them.");
    }
    Contradictions.find(inventory, os, distribution, judgement);
  }

  private static String database(Ecosystem ecosystem) {
    return switch (ecosystem) {
      case APK -> "/lib/apk";
      case DEB -> "/var/lib/dpkg";
      case RPM -> "/var/lib/rpm";
    };
  }

  /// Packages that the distribution's advisories do not speak of, by vendor.
  static List<Assessment.NotJudged> notJudged(
      ImageInventory inventory, Distribution distribution, Policy policy, Judgement judgement) {
    var byVendor = new TreeMap<String, TreeSet<String>>();
    for (var installed : inventory.packages()) {
      var vendor = installed.vendor();
      if (installed.ecosystem() == distribution.ecosystem()
          && vendor != null
          && !Vendors.own(installed, distribution)) {
        byVendor.computeIfAbsent(vendor, name -> new TreeSet<>()).add(installed.name());
      }
    }
    var notJudged = new ArrayList<Assessment.NotJudged>();
    byVendor.forEach(
        (vendor, packages) ->
            notJudged.add(
                new Assessment.NotJudged(vendor, List.copyOf(packages), policy.accepts(vendor))));
    var unknown = notJudged.stream().filter(one -> !one.accepted()).toList();
    if (!unknown.isEmpty()) {
      judgement.doubtful(
          "packages-not-judged",
          "no advisories of " + distribution.title() + " speak of " + vendors(unknown),
          "Check these packages with their vendor, then accept them with --accept-vendor '"
              + unknown.getFirst().vendor()
              + "'.");
    }
    return notJudged;
  }

  private static String vendors(List<Assessment.NotJudged> all) {
    var words = new ArrayList<String>();
    for (var one : all) {
      var count = one.packages().size();
      words.add(count + (count == 1 ? " package" : " packages") + " of " + one.vendor());
    }
    return String.join(", ", words);
  }

  /// Checks of the configuration that could not tell.
  static void configuration(List<CheckResult> unknown, Judgement judgement) {
    if (unknown.isEmpty()) {
      return;
    }
    var first = unknown.getFirst();
    if (first.outcome() instanceof Outcome.CannotTell(var why)) {
      judgement.doubtful(
          "configuration-not-judged",
          unknown.size()
              + (unknown.size() == 1 ? " check" : " checks")
              + " of the configuration could not tell, "
              + first.check().id()
              + ": "
              + why,
          "Mend what cannot be read, or exempt the checks that do not matter here.");
    }
  }

  /// Whether advisories speak of the release; if not, says why.
  static boolean ofRelease(
      OperatingSystem os,
      Distribution distribution,
      Optional<String> key,
      Optional<ReleaseFacts> facts,
      Advisories advisories,
      Judgement judgement) {
    if (key.isPresent() && advisories.covers(key.get())) {
      return true;
    }
    var feed = advisories.feeds().stream().anyMatch(f -> f.name().equals(distribution.feed()));
    if (!feed) {
      judgement.incomplete(
          "no-advisories",
          "no advisories of "
              + (distribution.byRedHat() ? "Red Hat" : distribution.title())
              + " are at hand",
          "Get them with 'breakwater feeds update', or name a folder with --feeds.");
    } else {
      judgement.unsupported(
          "release-not-covered",
          "no advisories speak of " + facts.map(ReleaseFacts::name).orElse(name(os)),
          "Update the advisories with 'breakwater feeds update', or build on a covered release.");
    }
    return false;
  }

  static void versions(List<Finding> findings, Judgement judgement) {
    var packages = new TreeSet<String>();
    for (var finding : findings) {
      if (finding.comparison() instanceof Comparison.Incomparable(var reason)) {
        packages.add(finding.installed().name() + " (" + reason + ")");
      }
    }
    if (!packages.isEmpty()) {
      judgement.incomplete(
          "versions-not-comparable",
          "versions that cannot be compared: " + String.join(", ", packages),
          "Upgrade these packages, or check them against the advisories by hand.");
    }
  }

  static void modules(List<Finding> findings, Judgement judgement) {
    var packages = new TreeSet<String>();
    for (var finding : findings) {
      if (finding.moduleUnknown() && finding.policyStatus() != PolicyStatus.EXEMPT) {
        packages.add(finding.installed().name());
      }
    }
    if (!packages.isEmpty()) {
      judgement.incomplete(
          "modules-unknown",
          "packages whose module stream cannot be told from the advisories': "
              + String.join(", ", packages),
          "Keep the package labels and /etc/dnf/modules.d in what is scanned, or check these"
              + " packages by hand and exempt the issues.");
    }
  }

  static void outdated(
      List<Assessment.FeedState> feeds,
      Distribution distribution,
      Policy policy,
      Judgement judgement) {
    for (var feed : feeds) {
      var asOf = feed.asOf();
      if (feed.name().equals(distribution.feed()) && asOf != null) {
        var message =
            "the %s advisories are of %s, more than %d days old: newer issues are not known"
                .formatted(
                    distribution.byRedHat() ? "Red Hat" : distribution.title(),
                    Dates.day(asOf),
                    policy.outdatedAfter().toDays());
        judgement.doubtful(
            "advisories-outdated",
            message,
            "Update them with 'breakwater feeds update', or accept their age: --max-feed-age, or"
                + " max-feed-age in the policy.");
      }
    }
  }

  static String name(OperatingSystem os) {
    return os.prettyName().isEmpty() ? os.id() : os.prettyName();
  }
}
