package io.breakwater.advisor;

import io.breakwater.advisor.rpm.ImageProducts;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.releases.Releases;
import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.judgement.Configuration;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Products;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Judges what is inside an image by what the distributions publish.
///
/// What is not known is never taken for clean: every way in which packages, release or advisories
/// can be missing is a verdict of its own, see [Verdict] and the codes below.
///
/// | code | status | when |
/// |---|---|---|
/// | the gap's own | INCOMPLETE | something could not be read |
/// | `release-unknown` | INCOMPLETE | packages are there, but no release file |
/// | `release-contradicted` | INCOMPLETE | the packages are of another distribution |
/// | `package-database-missing` | INCOMPLETE | a known release without its package database |
/// | `package-database-empty` | INCOMPLETE | the database names no package |
/// | `foreign-packages` | INCOMPLETE | packages of another package manager |
/// | `no-advisories` | INCOMPLETE | no feed for the distribution |
/// | `versions-not-comparable` | INCOMPLETE | malformed versions |
/// | `modules-unknown` | INCOMPLETE | modular builds of a stream that nothing tells |
/// | `advisories-outdated` | INCOMPLETE | nothing found, by advisories too old to show it |
/// | `packages-not-judged` | INCOMPLETE | nothing found, but packages of other vendors |
/// | `configuration-not-judged` | INCOMPLETE | nothing found, but checks that cannot tell |
/// | `no-operating-system` | UNSUPPORTED | scratch images, static binaries |
/// | `distribution-not-supported` | UNSUPPORTED | another distribution |
/// | `release-not-covered` | UNSUPPORTED | no feed speaks of the release |
/// | `active-issues` | FAIL | issues that count |
/// | `issues-exempt`, `issues-below-policy` | WARN | issues that do not |
/// | `no-issues` | OK | none; unfixed ones and advice on the configuration are none |
public final class Advisor {
  private Advisor() {}

  /// Every check that configuration issues come from.
  public static List<Check> checks() {
    var checks = new ArrayList<Check>();
    checks.add(EndOfLife.CHECK);
    checks.addAll(Configuration.checks());
    return List.copyOf(checks);
  }

  /// Judges one image without a name.
  ///
  /// @param now the day on which ends of support, ages of feeds and exemptions are judged
  public static Assessment assess(
      ImageInventory inventory, Advisories advisories, Policy policy, Instant now) {
    return assess(inventory, advisories, policy, ImageSubject.UNNAMED, now);
  }

  /// Judges one image that has a name, by which exemptions may be limited.
  ///
  /// @param subject what the image is called
  public static Assessment assess(
      ImageInventory inventory,
      Advisories advisories,
      Policy policy,
      ImageSubject subject,
      Instant now) {
    return new Case(inventory, advisories, policy, subject, now).assess();
  }

  /// One image before the advisor.
  private static final class Case {
    private final ImageInventory inventory;
    private final Advisories advisories;
    private final Policy policy;
    private final ExemptionRules exemptions;
    private final Instant now;
    private final Judgement judgement = new Judgement();
    private Optional<Assessment.Release> release = Optional.empty();
    private List<Finding> findings = List.of();
    private final List<ConfigurationIssue> configurationIssues = new ArrayList<>();
    private List<CheckResult> checks = List.of();
    private List<Assessment.FeedState> feeds;
    private List<Assessment.NotJudged> notJudged = List.of();
    private final List<Warning> warnings = new ArrayList<>();
    private FixPlan fix = FixPlan.NONE;
    private Optional<Advisories.Coverage> coverage = Optional.empty();

    Case(
        ImageInventory inventory,
        Advisories advisories,
        Policy policy,
        ImageSubject subject,
        Instant now) {
      this.inventory = inventory;
      this.advisories = advisories;
      this.policy = policy;
      this.exemptions = new ExemptionRules(policy.exemptions(), subject, inventory.os(), now);
      this.now = now;
      this.feeds = FeedAges.all(advisories, policy, now);
    }

    Assessment assess() {
      for (var gap : inventory.gaps()) {
        judgement.incomplete(gap.code(), gap.message(), gap.next());
      }
      for (var note : inventory.notes()) {
        warnings.add(new Warning(note.code(), note.message()));
      }
      checks = Configuration.judge(inventory);
      Coverage.configuration(ConfigurationIssues.unknown(checks, policy, exemptions), judgement);
      var os = inventory.os();
      if (os.isPresent()) {
        judge(os.get());
      } else {
        Coverage.withoutRelease(inventory, judgement);
      }
      configurationIssues.addAll(ConfigurationIssues.of(checks, policy, exemptions));
      VerdictReasons.issues(findings, configurationIssues, policy, fix, judgement);
      warnings.addAll(FeedAges.warnings(feeds, policy));
      warnings.addAll(ExemptionWarnings.of(exemptions.uses()));
      var fixesOnly = coverage.isPresent() && coverage.get().fixesOnly();
      return new Assessment(
          os,
          release,
          judgement.verdict(VerdictReasons.noIssues(findings, configurationIssues, fixesOnly)),
          inventory.packages(),
          inventory.databases(),
          inventory.gaps(),
          findings,
          configurationIssues,
          checks,
          fix,
          coverage,
          advisories.version(),
          feeds,
          notJudged,
          exemptions.uses(),
          warnings);
    }

    private void judge(OperatingSystem os) {
      var distribution = Distribution.of(os.id());
      if (distribution.isEmpty()) {
        Coverage.unknownDistribution(os, judgement);
        return;
      }
      feeds = FeedAges.of(advisories, distribution.get().feed(), policy, now);
      Coverage.packages(inventory, os, distribution.get(), judgement);
      notJudged = Coverage.notJudged(inventory, distribution.get(), policy, judgement);
      var products = products(distribution.get(), os);
      warnings.addAll(Caveats.of(inventory, distribution.get(), os, products));
      var subscription = subscription(distribution.get(), products);
      var facts = Releases.find(os.id(), os.versionId(), os.codename());
      if (facts.isPresent()) {
        release = Optional.of(EndOfLife.release(facts.get(), now));
        EndOfLife.issue(facts.get(), os, subscription, policy, exemptions, now)
            .ifPresent(configurationIssues::add);
      }
      var key = distribution.get().key(os, facts);
      if (Coverage.ofRelease(os, distribution.get(), key, facts, advisories, judgement)) {
        coverage = advisories.coverage(key.orElseThrow());
        match(distribution.get(), key.orElseThrow(), products, subscription);
      }
    }

    /// CentOS was never built from Red Hat's content sets.
    private Optional<ImageProducts> products(Distribution distribution, OperatingSystem os) {
      return distribution.byRedHat()
          ? Optional.of(
              ImageProducts.of(
                  os.versionId(),
                  distribution == Distribution.RHEL ? inventory.products() : Products.NONE,
                  advisories::cpesOf))
          : Optional.empty();
    }

    private Subscription subscription(Distribution distribution, Optional<ImageProducts> products) {
      return distribution == Distribution.UBUNTU
          ? Subscription.ofUbuntu(inventory)
          : new Subscription(false, products.isPresent() && products.get().extended());
    }

    private void match(
        Distribution distribution,
        String key,
        Optional<ImageProducts> products,
        Subscription subscription) {
      var matching = new Matching(distribution, key, subscription, policy, exemptions, now);
      findings = matching.findings(inventory, advisories, products);
      fix = FixPlanner.plan(findings, inventory, distribution, key);
      Coverage.versions(findings, judgement);
      Coverage.modules(findings, judgement);
      if (FeedAges.outdated(feeds, distribution.feed(), policy)) {
        Coverage.outdated(feeds, distribution, policy, judgement);
      }
    }
  }
}
