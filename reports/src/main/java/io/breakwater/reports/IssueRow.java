package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// One issue of an assessment, of whatever kind: what lists of issues are made of.
sealed interface IssueRow {
  /// A vulnerability in a package.
  record Vulnerability(Finding finding) implements IssueRow {
    @Override
    public boolean active() {
      return finding.active();
    }

    @Override
    public boolean exploited() {
      return finding.advisory().knownExploited();
    }

    @Override
    public Severity severity() {
      return finding.severity();
    }

    @Override
    public String id() {
      return finding.cve();
    }
  }

  /// A configuration issue.
  record Setting(ConfigurationIssue issue) implements IssueRow {
    @Override
    public boolean active() {
      return issue.active();
    }

    @Override
    public boolean exploited() {
      return false;
    }

    @Override
    public Severity severity() {
      return issue.severity();
    }

    @Override
    public String id() {
      return issue.id();
    }
  }

  /// Those that count first, then known exploited ones, then by severity and name.
  Comparator<IssueRow> WORST_FIRST =
      Comparator.comparing((IssueRow row) -> !row.active())
          .thenComparing(row -> !row.exploited())
          .thenComparing(IssueRow::severity, Comparator.reverseOrder())
          .thenComparing(IssueRow::place)
          .thenComparing(IssueRow::id);

  /// Whether it fails the image.
  boolean active();

  /// Whether it is known to be exploited.
  boolean exploited();

  Severity severity();

  /// The CVE or the check.
  String id();

  /// The package, or the file and line.
  default String place() {
    return switch (this) {
      case Vulnerability(var finding) -> finding.installed().name();
      case Setting(var issue) -> file(issue);
    };
  }

  /// A file, with its line where one is known.
  static String file(ConfigurationIssue issue) {
    return issue.line() > 0 ? issue.file() + ":" + issue.line() : issue.file();
  }

  /// The issues that a report shows: those that count, and those of the sections asked for.
  static List<IssueRow> of(Assessment assessment, Set<ReportOptions.Section> sections) {
    var rows = new ArrayList<IssueRow>();
    for (var finding : assessment.findings()) {
      if (finding.active() || sections.contains(section(finding))) {
        rows.add(new Vulnerability(finding));
      }
    }
    for (var issue : assessment.configurationIssues()) {
      if (issue.active() || sections.contains(section(issue))) {
        rows.add(new Setting(issue));
      }
    }
    rows.sort(WORST_FIRST);
    return rows;
  }

  /// Which section an issue that does not count is in.
  private static ReportOptions.Section section(Finding finding) {
    return switch (finding.standing()) {
      case ISSUE -> ReportOptions.Section.EXEMPT;
      case UNFIXED -> ReportOptions.Section.UNFIXED;
      case SUBSCRIPTION -> ReportOptions.Section.SUBSCRIPTION;
      case KERNEL -> ReportOptions.Section.KERNEL;
      case BELOW_POLICY -> ReportOptions.Section.BELOW_POLICY;
    };
  }

  private static ReportOptions.Section section(ConfigurationIssue issue) {
    return issue.counts() ? ReportOptions.Section.EXEMPT : ReportOptions.Section.BELOW_POLICY;
  }

  /// Why it counts or not, in a word.
  default String status() {
    return switch (this) {
      case Vulnerability(var finding) ->
          finding.standing() == Standing.ISSUE
              ? finding.policyStatus().word()
              : finding.standing().word();
      case Setting(var issue) ->
          issue.counts() || issue.policyStatus() == PolicyStatus.EXEMPT
              ? issue.policyStatus().word()
              : Standing.BELOW_POLICY.word();
    };
  }
}
