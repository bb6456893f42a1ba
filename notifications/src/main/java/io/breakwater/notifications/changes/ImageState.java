package io.breakwater.notifications.changes;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Standing;
import io.breakwater.notifications.changes.IssueMemory.Known;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.IssueLine;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.ImageVerdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// An image as it is judged now, all platforms of an index together.
///
/// @param issues by ID, in the order of the report
/// @param fix commands of the platform with the most issues
record ImageState(
    String status, int count, String message, Map<String, Issue> issues, List<String> fix) {
  ImageState {
    issues = Map.copyOf(issues);
    fix = List.copyOf(fix);
  }

  /// @param active it fails the image
  record Issue(IssueLine line, boolean active, Known known) {
    /// The worse of two packages with the same issue is shown; both are known.
    Issue and(Issue other) {
      var worse =
          active == other.active
              ? other.line.severity().compareTo(line.severity()) > 0
              : other.active;
      var shown = worse ? other.line : line;
      return new Issue(shown, active || other.active, known.or(other.known));
    }
  }

  static ImageState of(AssessedImage image, ImageVerdict said) {
    var issues = new LinkedHashMap<String, Issue>();
    for (var platform : image.platforms()) {
      var assessment = platform.assessment();
      assessment.findings().forEach(one -> issues.merge(one.cve(), issue(one), Issue::and));
      assessment
          .configurationIssues()
          .forEach(one -> issues.merge(one.id(), issue(one), Issue::and));
    }
    var fix =
        image.platforms().stream()
            .max(Comparator.comparingInt(one -> one.assessment().counts().issues()))
            .map(one -> one.assessment().fix().commands())
            .orElse(List.of());
    return new ImageState(
        said.verdict().status().name(),
        said.counts().issues(),
        said.verdict().reasons().getFirst().message(),
        issues,
        fix);
  }

  /// Those that fail the image.
  Set<String> active() {
    return issues.entrySet().stream()
        .filter(entry -> entry.getValue().active())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Issue issue(Finding finding) {
    var fixed = finding.fixedVersion();
    var exploited = finding.advisory().knownExploited();
    return new Issue(
        new IssueLine(
            finding.cve(),
            finding.severity(),
            finding.installed().name(),
            finding.installedVersion(),
            fixed == null ? "" : fixed,
            exploited),
        finding.active(),
        new Known(
            finding.standing() == Standing.ISSUE || finding.policyStatus() == PolicyStatus.EXEMPT,
            fixed != null && finding.standing() != Standing.SUBSCRIPTION,
            exploited));
  }

  private static Issue issue(ConfigurationIssue issue) {
    return new Issue(
        new IssueLine(issue.id(), issue.severity(), issue.file(), "", "", false),
        issue.active(),
        new Known(issue.counts() || issue.policyStatus() == PolicyStatus.EXEMPT, true, false));
  }

  Details.Judged judged(String before) {
    return new Details.Judged(status, count, message, before.equals(status) ? "" : before);
  }

  /// What is known of its issues now.
  IssueMemory memory(Instant now) {
    var known = new LinkedHashMap<String, Known>();
    issues.forEach((id, issue) -> known.put(id, issue.known().at(now)));
    return new IssueMemory(known);
  }

  /// What is to be told, held against what was.
  ///
  /// @param appeared issues that fail the image and were not known to
  /// @param fixed those that had no fix, and that no exemption takes out
  /// @param exploited those that are known to be exploited now, and that no exemption takes out
  record Changes(Set<String> appeared, Set<String> fixed, Set<String> exploited) {}

  Changes since(IssueMemory before) {
    var appeared = new TreeSet<String>();
    var fixed = new TreeSet<String>();
    var exploited = new TreeSet<String>();
    issues.forEach(
        (id, issue) -> {
          if (!issue.active()) {
            return;
          }
          var known = before.issues().get(id);
          if (known == null) {
            appeared.add(id);
            return;
          }
          var news = issue.known().fixed() && !known.fixed() && fixed.add(id);
          news |= issue.known().exploited() && !known.exploited() && exploited.add(id);
          if (!news && !known.counted()) {
            appeared.add(id);
          }
        });
    return new Changes(appeared, fixed, exploited);
  }

  /// Some issues as they are shown, the worst first.
  List<IssueLine> lines(Set<String> ids) {
    return issues.entrySet().stream()
        .filter(entry -> ids.contains(entry.getKey()))
        .map(entry -> entry.getValue().line())
        .sorted(
            Comparator.comparing(IssueLine::knownExploited)
                .thenComparing(IssueLine::severity)
                .reversed()
                .thenComparing(IssueLine::id))
        .limit(Details.MOST_ISSUES)
        .toList();
  }
}
