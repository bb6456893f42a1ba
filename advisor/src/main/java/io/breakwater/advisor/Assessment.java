package io.breakwater.advisor;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.configuration.CheckResult;
import io.breakwater.inventory.Gap;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the advisor says of one image.
///
/// @param os the release the image says it is
/// @param release what is known of that release, empty where nothing is
/// @param packages those installed, in the inventory's order
/// @param findings by package, then by issue
/// @param configurationIssues the end of support, then by check and place
/// @param checks what every check of the configuration says; empty where files are not known
/// @param databases the package databases that were read
/// @param gaps what could not be read: the packages may not be all that there are
/// @param coverage what the feeds of the release can tell, empty where none speaks of it
/// @param advisoriesVersion identifies the advisories
/// @param feeds those the advisories came from
/// @param notJudged packages that the advisories do not speak of, by vendor
/// @param exemptions the policy's, in its order, and what became of each in this image
public record Assessment(
    Optional<OperatingSystem> os,
    Optional<Release> release,
    Verdict verdict,
    List<InstalledPackage> packages,
    List<String> databases,
    List<Gap> gaps,
    List<Finding> findings,
    List<ConfigurationIssue> configurationIssues,
    List<CheckResult> checks,
    FixPlan fix,
    Optional<Advisories.Coverage> coverage,
    String advisoriesVersion,
    List<FeedState> feeds,
    List<NotJudged> notJudged,
    List<ExemptionUse> exemptions,
    List<Warning> warnings) {
  public Assessment {
    packages = List.copyOf(packages);
    databases = List.copyOf(databases);
    gaps = List.copyOf(gaps);
    findings = List.copyOf(findings);
    configurationIssues = List.copyOf(configurationIssues);
    checks = List.copyOf(checks);
    feeds = List.copyOf(feeds);
    notJudged = List.copyOf(notJudged);
    exemptions = List.copyOf(exemptions);
    warnings = List.copyOf(warnings);
  }

  /// The same with more warnings, before the others.
  public Assessment withWarnings(List<Warning> more) {
    var all = new ArrayList<>(more);
    all.addAll(warnings);
    return new Assessment(
        os,
        release,
        verdict,
        packages,
        databases,
        gaps,
        findings,
        configurationIssues,
        checks,
        fix,
        coverage,
        advisoriesVersion,
        feeds,
        notJudged,
        exemptions,
        all);
  }

  /// What is counted; a vulnerability is one CVE in one installed package.
  public Counts counts() {
    return Counts.of(this);
  }

  /// Whether open issues without a fix are unknown, since nobody publishes them.
  public boolean fixesOnly() {
    return coverage.isPresent() && coverage.get().fixesOnly();
  }

  /// The feed that a finding's row came from, empty where the advisories do not list it.
  public Optional<FeedState> feedOf(Advisory advisory) {
    return feeds.stream().filter(feed -> feed.name().equals(advisory.feed())).findFirst();
  }

  /// What else a notice is called: `CESA-2021:1234` for `RHSA-2021:1234` in a CentOS image.
  public Optional<String> twinOf(Advisory.Notice notice) {
    return Notices.twin(os, notice.id());
  }

  /// Packages that no advisory at hand speaks of, since somebody else built them.
  ///
  /// @param vendor as the packages name it
  /// @param packages names, sorted
  /// @param accepted whether the policy takes them as they are
  public record NotJudged(String vendor, List<String> packages, boolean accepted) {
    public NotJudged {
      packages = List.copyOf(packages);
    }
  }

  /// A release of a distribution, as far as reports need it.
  ///
  /// @param key as in [Advisory#release()]
  /// @param name for people, for example `Debian 12 (bookworm)`
  /// @param endOfLife last day of the vendor's public support, null where none is known
  /// @param supported whether that day has not passed
  /// @param extended what support is left after it, for people; empty where none is
  public record Release(
      String key,
      String name,
      @Nullable LocalDate endOfLife,
      boolean supported,
      List<String> extended) {
    public Release {
      extended = List.copyOf(extended);
    }
  }

  /// A feed and how fresh it is.
  ///
  /// @param asOf null where the feed has no date
  /// @param age null where the feed has no date
  /// @param stale older than the policy allows, or without a date
  public record FeedState(
      String name,
      @Nullable Instant asOf,
      @Nullable Duration age,
      long records,
      long refused,
      boolean stale) {}
}
