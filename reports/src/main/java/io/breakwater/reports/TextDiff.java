package io.breakwater.reports;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Difference;
import io.breakwater.advisor.Difference.Change;
import io.breakwater.advisor.Difference.Kind;
import io.breakwater.advisor.Finding;
import io.breakwater.reports.Page.Cell;
import io.breakwater.reports.Page.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What changed between two images, for people: new issues, fixed ones, and how many stayed.
///
/// Issues that count in neither image are counted, and listed with `--show` of any section.
public final class TextDiff {
  private final Page page;
  private final DiffReport report;
  private final ReportOptions options;

  private TextDiff(Page page, DiffReport report, ReportOptions options) {
    this.page = page;
    this.report = report;
    this.options = options;
  }

  /// Writes the report.
  public static void write(DiffReport report, ReportOptions options, Appendable out)
      throws IOException {
    new TextDiff(new Page(out, options), report, options).write();
  }

  private void write() throws IOException {
    image("from", report.before());
    image("to", report.after());
    var difference = report.difference();
    page.blank();
    page.text(0, summary(difference), Ink.BOLD);
    section("New", Kind.NEW, Ink.BAD);
    section("Fixed", Kind.FIXED, Ink.GOOD);
    if (!options.sections().isEmpty()) {
      section("Unchanged", Kind.UNCHANGED, Ink.PLAIN);
    }
    packages();
    aside(difference);
  }

  private void image(String label, ImageReport one) throws IOException {
    var verdict = one.assessment().verdict().status();
    page.row(
        0,
        List.of(
            new Cell(label, Ink.DIM),
            new Cell(one.title(), Ink.BOLD),
            new Cell(verdict.name(), TextReport.ink(verdict)),
            Cell.of(TextReport.counted(one.assessment().counts().issues(), "issue")),
            Cell.of(TextReport.counted(one.assessment().packages().size(), "package"))),
        new int[] {4, width(), 12, 0, 0});
  }

  private int width() {
    return Math.max(report.before().title().length(), report.after().title().length());
  }

  private static String summary(Difference difference) {
    return counts(difference, Kind.NEW)
        + " new, "
        + counts(difference, Kind.FIXED)
        + " fixed, "
        + counts(difference, Kind.UNCHANGED)
        + " unchanged";
  }

  private static long counts(Difference difference, Kind kind) {
    return difference.vulnerabilities().stream()
            .filter(change -> change.kind() == kind && vulnerabilityCounts(change))
            .count()
        + difference.configuration().stream()
            .filter(change -> change.kind() == kind && settingCounts(change))
            .count();
  }

  private static boolean vulnerabilityCounts(Change<Finding> change) {
    var before = change.before();
    var after = change.after();
    return (before != null && before.active()) || (after != null && after.active());
  }

  private static boolean settingCounts(Change<ConfigurationIssue> change) {
    var before = change.before();
    var after = change.after();
    return (before != null && before.active()) || (after != null && after.active());
  }

  private void section(String title, Kind kind, Ink ink) throws IOException {
    var rows = new ArrayList<List<Cell>>();
    for (var change : report.difference().vulnerabilities()) {
      if (change.kind() == kind && (vulnerabilityCounts(change) || !options.sections().isEmpty())) {
        rows.add(vulnerability(change, ink));
      }
    }
    for (var change : report.difference().configuration()) {
      if (change.kind() == kind && (settingCounts(change) || !options.sections().isEmpty())) {
        rows.add(setting(change, ink));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    page.heading(title);
    var widths = TextFindings.widths(rows);
    for (var row : rows) {
      page.row(2, row, widths);
    }
  }

  private List<Cell> vulnerability(Change<Finding> change, Ink ink) {
    var finding = change.latest();
    return List.of(
        new Cell(finding.cve(), ink),
        Cell.of(finding.advisory().severity()),
        new Cell(finding.advisory().knownExploited() ? "known exploited" : "", Ink.BAD),
        Cell.of(finding.installed().name()),
        Cell.of(outcome(change)),
        new Cell(new IssueRow.Vulnerability(finding).status(), Ink.DIM));
  }

  /// How the package changed with the issue.
  private String outcome(Change<Finding> change) {
    var finding = change.latest();
    var name = finding.installed().name();
    for (var changed : report.difference().packages()) {
      if (changed.name().equals(name)) {
        return versions(changed);
      }
    }
    return finding.installed().version();
  }

  private static List<Cell> setting(Change<ConfigurationIssue> change, Ink ink) {
    var issue = change.latest();
    return List.of(
        new Cell(issue.id(), ink),
        Cell.of(issue.severity().word()),
        Cell.of(""),
        Cell.of(IssueRow.file(issue)),
        Cell.of(""),
        new Cell(new IssueRow.Setting(issue).status(), Ink.DIM));
  }

  static String versions(Difference.PackageChange change) {
    var before = String.join(", ", change.before());
    var after = String.join(", ", change.after());
    if (before.isEmpty()) {
      return after + " (added)";
    }
    return after.isEmpty() ? before + " (removed)" : before + " → " + after;
  }

  private void packages() throws IOException {
    var changes = report.difference().packages();
    if (changes.isEmpty()) {
      return;
    }
    var added = changes.stream().filter(one -> one.before().isEmpty()).count();
    var removed = changes.stream().filter(one -> one.after().isEmpty()).count();
    page.heading("Packages");
    page.text(
        2,
        added
            + " added, "
            + removed
            + " removed, "
            + (changes.size() - added - removed)
            + " in another version"
            + (options.packages() ? "" : "  (--packages lists them)"),
        Ink.PLAIN);
    if (options.packages()) {
      var rows =
          changes.stream()
              .map(one -> List.of(Cell.of(one.name()), Cell.of(versions(one))))
              .toList();
      var widths = TextFindings.widths(rows);
      for (var row : rows) {
        page.row(2, row, widths);
      }
    }
  }

  private void aside(Difference difference) throws IOException {
    var quiet =
        difference.vulnerabilities().stream().filter(one -> !vulnerabilityCounts(one)).count()
            + difference.configuration().stream().filter(one -> !settingCounts(one)).count();
    if (quiet > 0 && options.sections().isEmpty()) {
      page.heading("Not shown");
      page.row(
          2,
          List.of(Cell.of(quiet + " that count in neither image"), new Cell("--show all", Ink.DIM)),
          new int[2]);
    }
  }
}
