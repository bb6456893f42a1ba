package io.breakwater.advisor;

import io.breakwater.advisor.rpm.ImageProducts;
import io.breakwater.advisor.rpm.RpmRules;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisories;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds the vulnerabilities of an image's packages in the advisories of its release: by source
/// ([SourceMatching]), for the rpm family by build ([RpmRules]).
final class Matching {
  private final Distribution distribution;
  private final String release;
  private final VersionOrder order;
  private final Subscription subscription;
  private final Policy policy;
  private final ExemptionRules exemptions;
  private final Instant now;

  /// @param release key of the rows
  Matching(
      Distribution distribution,
      String release,
      Subscription subscription,
      Policy policy,
      ExemptionRules exemptions,
      Instant now) {
    this.distribution = distribution;
    this.release = release;
    this.order = distribution.order(release);
    this.subscription = subscription;
    this.policy = policy;
    this.exemptions = exemptions;
    this.now = now;
  }

  /// All findings, by package in the inventory's order, then by CVE.
  ///
  /// @param products of an image that Red Hat's advisories judge
  List<Finding> findings(
      ImageInventory inventory, Advisories advisories, Optional<ImageProducts> products) {
    var matches = matches(inventory, advisories, products);
    var findings = new ArrayList<Finding>();
    for (var installed : inventory.packages()) {
      if (installed.ecosystem() == distribution.ecosystem()
          && Vendors.own(installed, distribution)) {
        for (var match : matches.apply(installed)) {
          findings.add(finding(installed, match));
        }
      }
    }
    return findings;
  }

  private Function<InstalledPackage, List<Match>> matches(
      ImageInventory inventory, Advisories advisories, Optional<ImageProducts> products) {
    return switch (distribution) {
      case ALPINE, DEBIAN, UBUNTU -> {
        var sources = new SourceMatching(advisories, release, order, subscription.ubuntuPro());
        yield sources::matches;
      }
      case RHEL, CENTOS, ALMALINUX, ROCKY -> {
        var rules =
            new RpmRules(
                advisories,
                distribution.keys(release),
                products,
                inventory.products().modules(),
                distribution == Distribution.CENTOS,
                subscription.extended());
        yield installed -> rules.matches(installed).stream().map(Match::of).toList();
      }
    };
  }

  private Finding finding(InstalledPackage installed, Match match) {
    var row = match.row();
    var kernel = Standings.kernel(installed);
    var standing = Standings.of(row, match.state(), kernel, subscription, policy, now);
    var fixable = Standings.fixable(row, match.state(), subscription);
    var exempt = exemptions.of(installed, row, match.state(), fixable);
    return new Finding(
        installed,
        row,
        match.state(),
        match.stateDetail(),
        order,
        match.comparison(),
        match.products(),
        standing,
        exempt.status(),
        exempt.applied());
  }
}
