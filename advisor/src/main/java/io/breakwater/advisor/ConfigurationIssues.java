package io.breakwater.advisor;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import java.util.ArrayList;
import java.util.List;

/// Makes the results of checks into issues.
final class ConfigurationIssues {
  private ConfigurationIssues() {}

  static List<ConfigurationIssue> of(
      List<CheckResult> results, Policy policy, ExemptionRules exemptions) {
    var issues = new ArrayList<ConfigurationIssue>();
    for (var result : results) {
      if (result.outcome() instanceof Outcome.Fail(var failures)) {
        for (var failure : failures) {
          issues.add(issue(result.check(), failure, policy, exemptions));
        }
      }
    }
    return issues;
  }

  private static ConfigurationIssue issue(
      Check check, Failure failure, Policy policy, ExemptionRules exemptions) {
    var severity = severity(check);
    var exempt = exemptions.ofConfiguration(check.id(), failure.file());
    return new ConfigurationIssue(
        check.id(),
        check.practice(),
        failure.correctiveAction(),
        severity,
        failure.file(),
        failure.line(),
        failure.layer(),
        check.reference(),
        Standings.configurationCounts(policy, severity),
        exempt.status(),
        exempt.applied());
  }

  /// Checks that would count and could not tell, by identifier; exempt ones are left out.
  static List<CheckResult> unknown(
      List<CheckResult> results, Policy policy, ExemptionRules exemptions) {
    return results.stream()
        .filter(result -> result.outcome() instanceof Outcome.CannotTell)
        .filter(result -> Standings.configurationCounts(policy, severity(result.check())))
        .filter(
            result ->
                exemptions.ofConfiguration(result.check().id(), null).status()
                    != PolicyStatus.EXEMPT)
        .toList();
  }

  private static Severity severity(Check check) {
    return switch (check.weight()) {
      case LOW -> Severity.LOW;
      case MEDIUM -> Severity.MEDIUM;
      case HIGH -> Severity.HIGH;
      case CRITICAL -> Severity.CRITICAL;
    };
  }
}
