package io.breakwater.advisor;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.releases.ReleaseFacts;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.OperatingSystem;
import java.util.List;
import java.util.Optional;
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
        "Alpine, Debian and Ubuntu can be judged; build on one of them.");
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
          "Keep the package database in the image (do not delete /var/lib/dpkg or /lib/apk).");
    }
    if (!foreign.isEmpty()) {
      judgement.incomplete(
          "foreign-packages",
          "packages of another package manager (" + String.join(", ", foreign) + ") in " + name(os),
          "Remove them, or exempt the image; no advisories speak of them.");
    }
    contradiction(inventory, os, distribution, judgement);
  }

  /// The version of `base-files` names the distribution that built it.
  private static void contradiction(
      ImageInventory inventory,
      OperatingSystem os,
      Distribution distribution,
      Judgement judgement) {
    for (var installed : inventory.packages()) {
      if (!installed.name().equals("base-files")) {
        continue;
      }
      var version = installed.version();
      var builtBy =
          version.contains("ubuntu") ? "Ubuntu" : version.contains("devuan") ? "Devuan" : "";
      if (!builtBy.isEmpty() && !builtBy.equals(distribution.title())) {
        judgement.incomplete(
            "release-contradicted",
            os.file() + " says " + name(os) + ", but base-files " + version + " is of " + builtBy,
            "Restore the distribution's own /etc/os-release in the image.");
      }
    }
  }

  /// Whether advisories speak of the release; if not, says why.
  static boolean ofRelease(
      OperatingSystem os,
      Distribution distribution,
      Optional<ReleaseFacts> facts,
      Advisories advisories,
      Judgement judgement) {
    if (facts.isPresent() && advisories.covers(facts.get().key())) {
      return true;
    }
    var feed = advisories.feeds().stream().anyMatch(f -> f.name().equals(distribution.id()));
    if (!feed) {
      judgement.incomplete(
          "no-advisories",
          "no advisories of " + distribution.title() + " are at hand",
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

  static void outdated(
      List<Assessment.FeedState> feeds,
      Distribution distribution,
      Policy policy,
      Judgement judgement) {
    for (var feed : feeds) {
      var asOf = feed.asOf();
      if (feed.name().equals(distribution.id()) && asOf != null) {
        var message =
            "the %s advisories are of %s, more than %d days old: newer issues are not known"
                .formatted(distribution.title(), Dates.day(asOf), policy.outdatedAfter().toDays());
        judgement.outdated(
            "advisories-outdated",
            message,
            "Update them with 'breakwater feeds update', or accept their age with --max-feed-age.");
      }
    }
  }

  private static String name(OperatingSystem os) {
    return os.prettyName().isEmpty() ? os.id() : os.prettyName();
  }
}
