package io.breakwater.reports.sarif;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.Verdict;
import io.breakwater.reports.ImageReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What becomes a result of a log.
sealed interface Entry {
  /// One vulnerability in one package.
  record Vulnerability(Finding finding) implements Entry {}

  /// A configuration issue.
  record Setting(ConfigurationIssue issue) implements Entry {}

  /// Why the image could not be judged: an empty list of results would say that it is clean.
  record Unknown(Verdict.Reason reason) implements Entry {}

  /// All of a report, the most important first, so that a limit cuts what matters least.
  static List<Entry> of(ImageReport report) {
    var assessment = report.assessment();
    var entries = new ArrayList<Entry>();
    unknowns(assessment.verdict()).forEach(reason -> entries.add(new Unknown(reason)));
    assessment.findings().forEach(finding -> entries.add(new Vulnerability(finding)));
    assessment.configurationIssues().forEach(issue -> entries.add(new Setting(issue)));
    entries.sort(
        Comparator.comparingInt(Entry::rank)
            .thenComparing(Entry::severity, Comparator.reverseOrder()));
    return entries;
  }

  /// The reasons of a verdict that say what is not known.
  static List<Verdict.Reason> unknowns(Verdict verdict) {
    return switch (verdict.status()) {
      case OK, WARN, FAIL -> List.of();
      case UNSUPPORTED, UNSCANNED, INCOMPLETE ->
          verdict.reasons().stream().filter(reason -> !isOfIssues(reason)).toList();
    };
  }

  /// What is found does not explain what is not known (the table in `Advisor`).
  private static boolean isOfIssues(Verdict.Reason reason) {
    return reason.code().equals("active-issues") || reason.code().startsWith("issues-");
  }

  /// 0 for what is not known, then what counts, what is exempt, and what does not count.
  private int rank() {
    return switch (this) {
      case Unknown _ -> 0;
      case Vulnerability _, Setting _ -> !counts() ? 3 : exempt() ? 2 : 1;
    };
  }

  /// Whether the policy lets it fail the image.
  default boolean counts() {
    return switch (this) {
      case Unknown _ -> true;
      case Vulnerability(var finding) -> finding.standing() == Standing.ISSUE;
      case Setting(var issue) -> issue.counts();
    };
  }

  /// Whether exemptions take it out.
  default boolean exempt() {
    return switch (this) {
      case Unknown _ -> false;
      case Vulnerability(var finding) -> finding.policyStatus() == PolicyStatus.EXEMPT;
      case Setting(var issue) -> issue.policyStatus() == PolicyStatus.EXEMPT;
    };
  }

  /// The exemptions that do.
  default List<Exemption> exemptions() {
    return switch (this) {
      case Unknown _ -> List.of();
      case Vulnerability(var finding) -> finding.exemptions();
      case Setting(var issue) -> issue.exemptions();
    };
  }

  /// How bad it is.
  default Severity severity() {
    return switch (this) {
      case Unknown _ -> Severity.HIGH;
      case Vulnerability(var finding) -> finding.severity();
      case Setting(var issue) -> issue.severity();
    };
  }

  /// The identifier of its rule: the same for the same issue in every log.
  default String rule() {
    return switch (this) {
      case Unknown(var reason) -> "breakwater/" + reason.code();
      case Vulnerability(var finding) -> finding.cve();
      case Setting(var issue) -> issue.id();
    };
  }
}
