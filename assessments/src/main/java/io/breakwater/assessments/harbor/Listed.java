package io.breakwater.assessments.harbor;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Severity;
import io.breakwater.advisories.Advisory;
import io.breakwater.reports.IssueLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// A line of Harbor's list of vulnerabilities.
///
/// Listed is what counts and what nobody has fixed yet, so that Harbor never shows an image
/// without a line that has known vulnerabilities. What the policy exempts or sets aside, and
/// what is in a package of the kernel, is not; the raw report has it. Issues of the
/// configuration that fail the image, such as a release past its support, are listed too, each
/// with its file as the package: an image that fails must not look clean.
///
/// @param fixed empty where no fix is published
/// @param standing why it is listed: `issue`, `unfixed`, `subscription`, `configuration`
record Listed(
    String id,
    String name,
    String version,
    String fixed,
    Severity severity,
    String description,
    List<String> links,
    List<Advisory.Cvss> cvss,
    String standing,
    String action,
    boolean knownExploited) {

  private record Key(String id, String name, String version) {}

  /// Those of an image, each identifier once for a package in a version: Harbor keeps one.
  static List<Listed> of(Assessment assessment) {
    var all = new LinkedHashMap<Key, Listed>();
    for (var finding : assessment.findings()) {
      if (counts(finding)) {
        add(all, of(finding));
      }
    }
    for (var issue : assessment.configurationIssues()) {
      if (issue.active()) {
        add(all, of(issue));
      }
    }
    return List.copyOf(all.values());
  }

  /// Of two rows the worse one, and what is not fixed rather than what is.
  private static void add(LinkedHashMap<Key, Listed> all, Listed one) {
    all.merge(
        new Key(one.id, one.name, one.version),
        one,
        (first, second) -> {
          var worse = second.severity.compareTo(first.severity);
          return worse > 0 || (worse == 0 && second.fixed.isEmpty()) ? second : first;
        });
  }

  private static boolean counts(Finding finding) {
    return switch (finding.standing()) {
      case ISSUE, UNFIXED, SUBSCRIPTION -> finding.policyStatus() != PolicyStatus.EXEMPT;
      case KERNEL, BELOW_POLICY -> false;
    };
  }

  private static Listed of(Finding finding) {
    var row = finding.advisory();
    var links = new LinkedHashSet<String>();
    IssueLinks.best(row).ifPresent(links::add);
    links.addAll(IssueLinks.ofRow(row));
    row.notices().stream().map(IssueLinks::ofNotice).flatMap(Optional::stream).forEach(links::add);
    var fixed = finding.fixedVersion();
    return new Listed(
        finding.cve(),
        finding.installed().name(),
        finding.installed().version(),
        fixed == null ? "" : fixed,
        finding.severity(),
        row.summary(),
        List.copyOf(links),
        row.cvss(),
        finding.standing().word(),
        finding.correctiveAction(),
        row.knownExploited());
  }

  private static Listed of(ConfigurationIssue issue) {
    var links = new ArrayList<String>();
    var reference = issue.reference();
    if (reference != null && IssueLinks.isWeb(reference)) {
      links.add(reference);
    }
    return new Listed(
        issue.id(),
        issue.file(),
        issue.line() == 0 ? "" : "line " + issue.line(),
        "",
        issue.severity(),
        issue.description(),
        links,
        List.of(),
        "configuration",
        issue.correctiveAction(),
        false);
  }

  /// The worst of them; unknown where there is none, as other scanners tell Harbor.
  static Severity worst(List<Listed> all) {
    return all.stream().map(Listed::severity).reduce(Severity.UNKNOWN, Listed::worse);
  }

  private static Severity worse(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// The score of a version of CVSS: of several the newest version's first.
  Optional<Advisory.Cvss> cvss(String major) {
    return cvss.stream()
        .filter(one -> one.version().startsWith(major + "."))
        .reduce((a, b) -> b.version().compareTo(a.version()) > 0 ? b : a);
  }
}
