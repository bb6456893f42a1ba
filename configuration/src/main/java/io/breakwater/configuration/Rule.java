package io.breakwater.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A check and what decides it.
///
/// @param judge says what the check says of an effective configuration
/// @param <T> the effective configuration
public record Rule<T>(Check check, Function<T, Outcome> judge) {
  /// Judges a configuration.
  public CheckResult of(T configuration) {
    return new CheckResult(check, judge.apply(configuration));
  }

  /// The same outcome for every check of a table.
  public static <T> List<CheckResult> all(List<Rule<T>> rules, Outcome outcome) {
    var results = new ArrayList<CheckResult>(rules.size());
    for (var rule : rules) {
      results.add(new CheckResult(rule.check(), outcome));
    }
    return results;
  }

  /// The checks of a table.
  public static <T> List<Check> checks(List<Rule<T>> rules) {
    var checks = new ArrayList<Check>(rules.size());
    for (var rule : rules) {
      checks.add(rule.check());
    }
    return checks;
  }

  /// A pass without failures; of more than [Outcome.Fail#MOST] the last one says how many there
  /// are.
  public static Outcome outcome(List<Failure> failures) {
    if (failures.isEmpty()) {
      return new Outcome.Pass();
    }
    var more = failures.size() - Outcome.Fail.MOST;
    if (more <= 0) {
      return new Outcome.Fail(failures);
    }
    var told = new ArrayList<>(failures.subList(0, Outcome.Fail.MOST));
    var last = told.removeLast();
    told.add(
        new Failure(
            last.file(),
            last.line(),
            last.layer(),
            last.correctiveAction() + " There are " + more + " more of the same kind."));
    return new Outcome.Fail(told);
  }
}
