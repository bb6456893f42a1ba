package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Warning;
import io.breakwater.reports.Page.Cell;
import io.breakwater.reports.Page.Ink;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The report for people: verdict and first step, the fix plan, what is vulnerable, and one line
/// for each thing left out, with the option that shows it.
///
/// Text from the image is made printable: no control character of it reaches a terminal.
public final class TextReport {
  /// Extra Packages for Enterprise Linux are built by the Fedora project.
  private static final String EPEL = "Fedora Project";

  private final Page page;
  private final ImageReport report;
  private final Assessment assessment;
  private final ReportOptions options;

  private TextReport(Page page, ImageReport report, ReportOptions options) {
    this.page = page;
    this.report = report;
    this.assessment = report.assessment();
    this.options = options;
  }

  /// Writes the report of one image.
  public static void write(ImageReport report, ReportOptions options, Appendable out)
      throws IOException {
    new TextReport(new Page(out, options), report, options).write();
  }

  /// Writes the report of an index: a line for each platform, then each report.
  public static void write(IndexReport index, ReportOptions options, Appendable out)
      throws IOException {
    var page = new Page(out, options);
    var image = index.image();
    var count = index.platforms().size() + " platforms";
    page.text(0, image == null ? count : image + "  " + count, Ink.BOLD);
    for (var platform : index.platforms()) {
      var verdict = platform.assessment().verdict();
      var name = platform.platform().map(Object::toString).orElse("unknown platform");
      page.row(
          2,
          List.of(
              Cell.of(name),
              new Cell(verdict.status().name(), ink(verdict.status())),
              Cell.of(Printable.sentence(verdict.reasons().getFirst().message()))),
          new int[] {14, 11, 0});
    }
    for (var platform : index.platforms()) {
      page.blank();
      page.text(0, "─".repeat(40), Ink.DIM);
      write(platform, options, page);
    }
  }

  private static void write(ImageReport report, ReportOptions options, Page page)
      throws IOException {
    new TextReport(page, report, options).write();
  }

  private void write() throws IOException {
    header();
    verdict();
    fixPlan();
    var findings = new TextFindings(page, assessment, options);
    findings.section("Vulnerable packages", finding -> finding.active());
    findings.section("Exempt", TextFindings::exempt, ReportOptions.Section.EXEMPT);
    findings.section("Below the policy", Standing.BELOW_POLICY);
    findings.section("Fixed for subscribers only", Standing.SUBSCRIPTION);
    unfixed(findings);
    findings.section("In kernel packages", Standing.KERNEL);
    new TextConfiguration(page, assessment, options).write();
    notJudged();
    new TextExemptions(page, assessment, options).write();
    leftOut();
    sources();
  }

  /// With explanations every finding has its own lines.
  private void unfixed(TextFindings findings) throws IOException {
    if (options.explain() || !TextUnfixed.suits(assessment)) {
      findings.section("Without a published fix", Standing.UNFIXED);
    } else if (options.sections().contains(ReportOptions.Section.UNFIXED)) {
      new TextUnfixed(page, assessment).write();
    }
  }

  private void header() throws IOException {
    var cells = new ArrayList<Cell>();
    cells.add(new Cell(report.title(), Ink.BOLD));
    report.platform().ifPresent(platform -> cells.add(Cell.of(platform.toString())));
    report.digest().ifPresent(digest -> cells.add(new Cell(digest.toString(), Ink.DIM)));
    page.row(0, cells, new int[cells.size()]);
    page.text(0, release(), Ink.PLAIN);
  }

  private String release() {
    var packages = counted(assessment.packages().size(), "package");
    if (assessment.os().isEmpty()) {
      return "No known release, " + packages;
    }
    var os = assessment.os().get();
    if (assessment.release().isEmpty()) {
      return (os.prettyName().isEmpty() ? os.id() : os.prettyName()) + ", " + packages;
    }
    var release = assessment.release().get();
    var end = release.endOfLife();
    var support =
        end == null
            ? "no promised support"
            : (release.supported() ? "supported until " : "end of life since ") + end;
    var exact = release.name().contains(os.versionId()) ? "" : " (" + os.versionId() + ")";
    return release.name() + exact + ", " + support + ", " + packages;
  }

  private void verdict() throws IOException {
    page.blank();
    var verdict = assessment.verdict();
    var label = new Cell(verdict.status().name(), ink(verdict.status()));
    var labelWidth = verdict.status().name().length() + 2;
    for (var reason : verdict.reasons()) {
      page.labelled(0, label, labelWidth, Printable.sentence(reason.message()), Ink.BOLD);
      label = Cell.of("");
      var next = firstStep(reason);
      if (!next.isEmpty()) {
        page.text(labelWidth, Printable.sentence(next), Ink.PLAIN);
      }
    }
  }

  /// The command stands below, once is enough.
  private String firstStep(Verdict.Reason reason) {
    return assessment.fix().commands().contains(reason.next()) ? "" : reason.next();
  }

  private void fixPlan() throws IOException {
    var fix = assessment.fix();
    new TextFixPlan(page, fix, assessment.counts().issues()).write();
  }

  private void notJudged() throws IOException {
    if (assessment.notJudged().isEmpty()) {
      return;
    }
    page.heading("Not judged: no advisories at hand speak of them");
    for (var one : assessment.notJudged()) {
      var vendor = one.vendor() + (one.vendor().equals(EPEL) ? " (EPEL)" : "");
      var option = one.accepted() ? "accepted" : "--accept-vendor '" + one.vendor() + "'";
      page.row(
          2,
          List.of(
              Cell.of(counted(one.packages().size(), "package") + " of " + vendor),
              new Cell(option, Ink.DIM)),
          new int[2]);
      page.text(4, String.join(", ", one.packages()), Ink.DIM);
    }
  }

  private void leftOut() throws IOException {
    var counts = assessment.counts();
    var rows = new ArrayList<List<Cell>>();
    leftOut(rows, counts.unfixed(), "without a published fix", ReportOptions.Section.UNFIXED);
    leftOut(
        rows,
        counts.subscription(),
        "with a fix for subscribers only",
        ReportOptions.Section.SUBSCRIPTION);
    leftOut(
        rows,
        counts.kernel(),
        "in kernel packages, which a container does not run",
        ReportOptions.Section.KERNEL);
    leftOut(
        rows, counts.belowPolicy(), belowPolicy(assessment), ReportOptions.Section.BELOW_POLICY);
    leftOut(rows, counts.exempt(), "exempt", ReportOptions.Section.EXEMPT);
    if (!rows.isEmpty()) {
      page.heading("Not shown");
      var widths = TextFindings.widths(rows);
      for (var row : rows) {
        page.row(2, row, widths);
      }
    }
  }

  private static String belowPolicy(Assessment assessment) {
    var advice =
        assessment.findings().stream().noneMatch(f -> f.standing() == Standing.BELOW_POLICY);
    var pieces = assessment.counts().belowPolicy() == 1 ? "piece" : "pieces";
    return advice ? pieces + " of advice on the configuration" : "that the policy does not count";
  }

  private void leftOut(
      List<List<Cell>> rows, int number, String what, ReportOptions.Section section) {
    if (number > 0 && !options.sections().contains(section)) {
      rows.add(
          List.of(Cell.of(number + " " + what), new Cell("--show " + section.word(), Ink.DIM)));
    }
  }

  private void sources() throws IOException {
    page.heading("Advisories");
    if (assessment.feeds().isEmpty()) {
      page.text(2, "none", Ink.PLAIN);
    }
    for (var feed : assessment.feeds()) {
      var asOf = feed.asOf();
      var age = feed.age();
      var date = asOf == null ? "no date" : LocalDate.ofInstant(asOf, ZoneOffset.UTC).toString();
      var days = age == null ? "" : counted(age.toDays(), "day") + " old";
      page.row(
          2,
          List.of(
              Cell.of(feed.name()),
              Cell.of(date),
              new Cell(days, feed.stale() ? Ink.WARN : Ink.PLAIN),
              new Cell(feed.stale() ? "stale" : "", Ink.WARN)),
          new int[] {6, 10, 0, 0});
    }
    for (var warning : assessment.warnings()) {
      if (!saidAbove(warning)) {
        page.text(2, Printable.sentence(warning.message()), Ink.PLAIN);
      }
    }
    if (assessment.fixesOnly()) {
      var release = assessment.release().map(Assessment.Release::name).orElse("this release");
      page.text(2, fixesOnly(release), Ink.PLAIN);
    }
  }

  /// In the table of feeds, or among the exemptions.
  private static boolean saidAbove(Warning warning) {
    return warning.code().equals("stale-feed")
        || warning.code().equals("feed-date-unknown")
        || TextExemptions.about(warning);
  }

  private static String fixesOnly(String release) {
    return "For " + release + " only fixes are published: issues without a fix are unknown.";
  }

  static Ink ink(Verdict.Status status) {
    return switch (status) {
      case OK -> Ink.GOOD;
      case WARN, UNSUPPORTED, UNSCANNED, INCOMPLETE -> Ink.WARN;
      case FAIL -> Ink.BAD;
    };
  }

  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
