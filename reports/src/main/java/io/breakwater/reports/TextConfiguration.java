package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.reports.Page.Cell;
import io.breakwater.reports.Page.Ink;
import io.breakwater.reports.ReportOptions.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/// The configuration issues of a text report: the practice of a check once, then its places,
/// worst checks first; then the checks that could not tell.
final class TextConfiguration {
  private static final Comparator<List<ConfigurationIssue>> WORST_FIRST =
      Comparator.comparing(issues -> issues.getFirst().severity(), Comparator.reverseOrder());

  /// So many identifiers of checks stand one by one.
  private static final int FEW = 4;

  private final Page page;
  private final Assessment assessment;
  private final ReportOptions options;

  TextConfiguration(Page page, Assessment assessment, ReportOptions options) {
    this.page = page;
    this.assessment = assessment;
    this.options = options;
  }

  void write() throws IOException {
    section("Configuration", ConfigurationIssue::active);
    if (options.sections().contains(Section.EXEMPT)) {
      section("Configuration, exempt", issue -> issue.counts() && !issue.active());
    }
    if (options.sections().contains(Section.BELOW_POLICY)) {
      section("Configuration, below the policy", issue -> !issue.counts());
    }
    unknown();
  }

  private void section(String title, Predicate<ConfigurationIssue> members) throws IOException {
    var checks = new LinkedHashMap<String, List<ConfigurationIssue>>();
    for (var issue : assessment.configurationIssues()) {
      if (members.test(issue)) {
        checks.computeIfAbsent(issue.id(), id -> new ArrayList<>()).add(issue);
      }
    }
    if (checks.isEmpty()) {
      return;
    }
    page.heading(title);
    for (var issues : checks.values().stream().sorted(WORST_FIRST).toList()) {
      check(issues);
    }
  }

  private void check(List<ConfigurationIssue> issues) throws IOException {
    var first = issues.getFirst();
    page.row(
        2,
        List.of(
            new Cell(first.id(), Ink.BOLD),
            new Cell(first.severity().word(), TextFindings.ink(first.severity()))),
        new int[2]);
    page.text(4, first.description(), Ink.PLAIN);
    for (var issue : issues) {
      page.row(
          4,
          List.of(
              new Cell(place(issue), Ink.COMMAND),
              new Cell(issue.layer() >= 0 ? "layer " + issue.layer() : "", Ink.DIM)),
          new int[2]);
      page.text(6, issue.correctiveAction(), Ink.PLAIN);
    }
    var reference = first.reference();
    if (options.explain() && reference != null) {
      page.labelled(4, new Cell("see", Ink.DIM), 5, reference, Ink.DIM);
    }
  }

  static String place(ConfigurationIssue issue) {
    return issue.line() > 0 ? issue.file() + ":" + issue.line() : issue.file();
  }

  /// What could not be told is told, whether or not it counts.
  private void unknown() throws IOException {
    var reasons = new LinkedHashMap<String, List<String>>();
    for (var result : assessment.checks()) {
      if (result instanceof CheckResult(var check, Outcome.CannotTell(var why))) {
        reasons.computeIfAbsent(why, key -> new ArrayList<>()).add(check.id());
      }
    }
    if (reasons.isEmpty()) {
      return;
    }
    page.heading("Configuration that could not be judged");
    for (var reason : reasons.entrySet()) {
      page.text(2, Printable.sentence(reason.getKey()), Ink.PLAIN);
      page.text(4, String.join(", ", names(reason.getValue())), Ink.DIM);
    }
  }

  /// Identifiers; with more than a few of one application, how many it has.
  private List<String> names(List<String> ids) {
    if (options.explain() || ids.size() <= FEW) {
      return ids;
    }
    var groups = new LinkedHashMap<String, List<String>>();
    for (var id : ids) {
      groups.computeIfAbsent(id.split("\\.", 2)[0], group -> new ArrayList<>()).add(id);
    }
    var names = new ArrayList<String>();
    groups.forEach(
        (group, members) ->
            names.add(
                members.size() == 1
                    ? members.getFirst()
                    : group + ".*  " + members.size() + " checks"));
    return names;
  }
}
