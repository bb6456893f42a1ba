package io.breakwater.reports.sarif;

import io.breakwater.advisor.Severity;

/// Severities in SARIF's words, and in those of GitHub code scanning.
final class Level {
  private Level() {}

  /// `level` (3.27.10). What does not count is a note, however severe: the policy decides what
  /// stops a pipeline. What nobody has rated is a warning.
  static String of(Entry entry) {
    if (!entry.counts()) {
      return "note";
    }
    return switch (entry.severity()) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM, UNKNOWN -> "warning";
      case LOW, NEGLIGIBLE -> "note";
    };
  }

  /// `security-severity` of a rule, from which GitHub takes `critical` (over 9.0), `high` (from
  /// 7.0), `medium` (from 4.0) and `low`. The distribution's word chooses the band and the CVSS
  /// score the place in it, since a score alone would overrule the distribution.
  ///
  /// @param score the highest CVSS score, negative where there is none
  /// @return negative where nothing is known
  static double securitySeverity(Severity severity, double score) {
    return switch (severity) {
      case CRITICAL -> band(score, 9.1, 10.0, 9.5);
      case HIGH -> band(score, 7.0, 8.9, 8.0);
      case MEDIUM -> band(score, 4.0, 6.9, 5.5);
      case LOW -> band(score, 0.1, 3.9, 2.5);
      case NEGLIGIBLE -> 0.1;
      case UNKNOWN -> score <= 0 ? -1 : score;
    };
  }

  private static double band(double score, double least, double most, double middle) {
    return score < 0 ? middle : Math.clamp(score, least, most);
  }
}
