package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Difference;
import io.breakwater.advisor.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// The report as Markdown for pull requests (GitHub Flavored Markdown): verdict, the command, the
/// issues as tables, what is left out.
///
/// Text from the image cannot break out of its cell: what Markdown or HTML would read is escaped.
/// A comment on GitHub holds 65,536 characters, so at most [#MOST] issues are listed; how many
/// more there are is said.
public final class MarkdownReport {
  /// As many issues as are listed.
  public static final int MOST = 100;

  private final Appendable out;

  private MarkdownReport(Appendable out) {
    this.out = out;
  }

  /// Writes the reports of one image, or of the platforms of an index.
  public static void write(List<ImageReport> reports, ReportOptions options, Appendable out)
      throws IOException {
    var markdown = new MarkdownReport(out);
    for (var report : reports) {
      markdown.image(report, options);
    }
  }

  /// Writes what changed between two images.
  public static void write(DiffReport report, Appendable out) throws IOException {
    new MarkdownReport(out).diff(report);
  }

  private void image(ImageReport report, ReportOptions options) throws IOException {
    var assessment = report.assessment();
    var status = assessment.verdict().status();
    line("## " + sign(status) + " " + status.name() + ": " + code(report.title()));
    line("");
    line(subtitle(report));
    line("");
    for (var reason : assessment.verdict().reasons()) {
      line("- " + text(Printable.sentence(reason.message())) + next(assessment, reason));
    }
    fix(assessment);
    var issues = IssueRow.of(assessment, options.sections());
    vulnerabilities(issues);
    settings(issues);
    leftOut(assessment);
  }

  private static String subtitle(ImageReport report) {
    var platform = report.platform().map(Object::toString).orElse("");
    var digest = report.digest().map(Object::toString).orElse("");
    var release = report.assessment().release().map(Assessment.Release::name).orElse("no release");
    return text(release)
        + ", "
        + TextReport.counted(report.assessment().packages().size(), "package")
        + (platform.isEmpty() ? "" : ", " + text(platform))
        + (digest.isEmpty() ? "" : ", " + code(digest));
  }

  private static String next(Assessment assessment, Verdict.Reason reason) {
    var command = assessment.fix().commands().contains(reason.next());
    return reason.next().isEmpty() || command ? "" : " " + text(Printable.sentence(reason.next()));
  }

  private void fix(Assessment assessment) throws IOException {
    var fix = assessment.fix();
    if (!fix.upgrades().isEmpty()) {
      line("");
      line(
          "### Fix: "
              + TextReport.counted(fix.upgrades().size(), "upgrade")
              + " for "
              + fix.clears()
              + " of "
              + TextReport.counted(assessment.counts().issues(), "issue"));
      line("");
      line("```dockerfile");
      for (var step : fix.dockerfile()) {
        line(Printable.line(step).replace("```", "` ` `"));
      }
      line("```");
    }
    if (!fix.remaining().isEmpty()) {
      line("");
      line("Upgrading does not help with:");
      line("");
      for (var remainder : fix.remaining()) {
        line(
            "- "
                + remainder.issues()
                + (remainder.issues() == 1 ? " vulnerability" : " vulnerabilities")
                + ": "
                + remainder.kind().why()
                + "; "
                + remainder.kind().advice());
      }
    }
  }

  private void vulnerabilities(List<IssueRow> issues) throws IOException {
    var found =
        issues.stream()
            .filter(IssueRow.Vulnerability.class::isInstance)
            .map(IssueRow.Vulnerability.class::cast)
            .toList();
    if (found.isEmpty()) {
      return;
    }
    line("");
    line("### Vulnerable packages");
    line("");
    line("| issue | severity | package | installed | fixed in | notice |");
    line("|---|---|---|---|---|---|");
    for (var row : found.subList(0, Math.min(MOST, found.size()))) {
      var finding = row.finding();
      var fixed = finding.fixedVersion();
      line(
          cells(
              text(finding.cve()) + (row.exploited() ? " **known exploited**" : "") + aside(row),
              text(finding.advisory().severity()),
              text(finding.installed().name()),
              text(finding.installed().version()),
              fixed == null ? "" : text(fixed),
              text(
                  finding.advisory().notices().stream()
                      .map(notice -> notice.id())
                      .distinct()
                      .collect(Collectors.joining(", ")))));
    }
    more(found.size());
  }

  private static String aside(IssueRow row) {
    return row.active() ? "" : " (" + row.status() + ")";
  }

  private void settings(List<IssueRow> issues) throws IOException {
    var found =
        issues.stream()
            .filter(IssueRow.Setting.class::isInstance)
            .map(IssueRow.Setting.class::cast)
            .toList();
    if (found.isEmpty()) {
      return;
    }
    line("");
    line("### Configuration");
    line("");
    line("| check | severity | place | what to do |");
    line("|---|---|---|---|");
    for (var row : found.subList(0, Math.min(MOST, found.size()))) {
      line(
          cells(
              code(row.id()) + aside(row),
              row.severity().word(),
              text(IssueRow.file(row.issue())),
              text(row.issue().correctiveAction())));
    }
    more(found.size());
  }

  private void more(int size) throws IOException {
    if (size > MOST) {
      line("");
      line("… and " + (size - MOST) + " more; the other formats hold all of them.");
    }
  }

  private void leftOut(Assessment assessment) throws IOException {
    var counts = assessment.counts();
    line("");
    line(
        "Not counted: %d without a published fix, %d for subscribers only, %d of the kernel, %d below the policy, %d exempt."
            .formatted(
                counts.unfixed(),
                counts.subscription(),
                counts.kernel(),
                counts.belowPolicy(),
                counts.exempt()));
    for (var warning : assessment.warnings()) {
      line("");
      line("> " + text(Printable.sentence(warning.message())));
    }
    line("");
  }

  private void diff(DiffReport report) throws IOException {
    line("## " + code(report.before().title()) + " → " + code(report.after().title()));
    line("");
    line("| | verdict | issues | packages |");
    line("|---|---|---|---|");
    image("from", report.before());
    image("to", report.after());
    for (var kind : List.of(Difference.Kind.NEW, Difference.Kind.FIXED)) {
      changes(report, kind);
    }
    line("");
    line(TextReport.counted(report.difference().packages().size(), "package") + " differ.");
    line("");
  }

  private void image(String label, ImageReport report) throws IOException {
    var assessment = report.assessment();
    var status = assessment.verdict().status();
    line(
        cells(
            label,
            sign(status) + " " + status.name(),
            Integer.toString(assessment.counts().issues()),
            Integer.toString(assessment.packages().size())));
  }

  private void changes(DiffReport report, Difference.Kind kind) throws IOException {
    var vulnerabilities =
        report.difference().vulnerabilities().stream()
            .filter(change -> change.kind() == kind && change.latest().active())
            .toList();
    var settings =
        report.difference().configuration().stream()
            .filter(change -> change.kind() == kind && change.latest().active())
            .toList();
    var all = vulnerabilities.size() + settings.size();
    line("");
    line("### " + (kind == Difference.Kind.NEW ? "New" : "Fixed") + ": " + all);
    if (all == 0) {
      return;
    }
    line("");
    line("| issue | severity | place |");
    line("|---|---|---|");
    for (var change : vulnerabilities.stream().limit(MOST).toList()) {
      var finding = change.latest();
      line(
          cells(
              text(finding.cve()),
              text(finding.advisory().severity()),
              text(finding.installed().name() + " " + finding.installed().version())));
    }
    for (var change : settings.stream().limit(MOST).toList()) {
      var issue = change.latest();
      line(cells(code(issue.id()), issue.severity().word(), text(IssueRow.file(issue))));
    }
    more(Math.max(vulnerabilities.size(), settings.size()));
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String sign(Verdict.Status status) {
    return switch (status) {
      case OK -> "✅";
      case FAIL -> "❌";
      case WARN, UNSUPPORTED, INCOMPLETE, UNSCANNED -> "⚠️";
    };
  }

  /// Text in which nothing is markup.
  static String text(String text) {
    var escaped = new StringBuilder();
    for (var c : Printable.line(text).toCharArray()) {
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        // A mention would call somebody.
        case '@' -> escaped.append("&#64;");
        case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '!' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String code(String text) {
    return "`" + Printable.line(text).replace("`", "'").replace("|", "\\|") + "`";
  }

  private void line(String line) throws IOException {
    out.append(line).append('\n');
  }
}
