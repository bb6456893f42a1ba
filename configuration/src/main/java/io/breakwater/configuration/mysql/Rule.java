package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import java.util.List;
import java.util.function.Function;

/// A check and how it is decided.
///
/// @param check its practice may name the option file as `{file}`
/// @param options on which it hangs: where one of them is in doubt, it cannot tell
/// @param decision called only where none is in doubt
record Rule(Check check, List<String> options, Function<Facts, Outcome> decision) {
  /// Where the practice text names the option file.
  private static final String FILE = "{file}";

  static final String CIS = "CIS MariaDB 10.11 Benchmark v1.0.0, ";
  static final String MYSQL = "https://dev.mysql.com/doc/refman/8.4/en/";
  static final String MARIADB = "https://mariadb.com/kb/en/";

  Rule {
    options = List.copyOf(options);
  }

  /// A rule of one option.
  static Rule of(
      String option,
      Weight weight,
      String practice,
      String reference,
      String good,
      List<String> others,
      Function<Facts, Outcome> decision) {
    return new Rule(
        Check.ofApplication("mysql." + option, weight, practice, reference, good),
        others,
        decision);
  }

  /// The check as it stands in lists, where no image says which file it is.
  Check listed() {
    return named("/etc/mysql/my.cnf");
  }

  private Check named(String file) {
    return check.practice().contains(FILE)
        ? new Check(
            check.id(),
            check.weight(),
            check.practice().replace(FILE, file),
            check.reference(),
            check.good())
        : check;
  }

  CheckResult without(String why) {
    return new CheckResult(listed(), new Outcome.NotApplicable(why));
  }

  CheckResult judge(Facts facts) {
    var outcome =
        facts
            .doubt(options)
            .<Outcome>map(Outcome.CannotTell::new)
            .orElseGet(() -> decision.apply(facts));
    return new CheckResult(named(facts.main()), outcome);
  }
}
