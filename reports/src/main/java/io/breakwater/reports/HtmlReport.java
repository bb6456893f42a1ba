package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Verdict;
import java.io.IOException;
import java.util.List;

/// The report as one file of HTML: it asks no other host for anything, can be searched and printed,
/// and holds every issue, those that do not count behind a box to tick.
public final class HtmlReport {
  /// A longer list of upgrades is folded.
  private static final int FEW = 8;

  private final HtmlPage page;

  private HtmlReport(HtmlPage page) {
    this.page = page;
  }

  /// Writes the reports of one image, or of the platforms of an index, one below the other.
  ///
  /// @param reports at least one
  public static void write(List<ImageReport> reports, ReportOptions options, Appendable out)
      throws IOException {
    var page = new HtmlPage(out);
    page.begin(reports.getFirst().title() + " – Breakwater");
    for (var report : reports) {
      new HtmlReport(page).image(report, options);
    }
    page.raw("<footer>Written by Breakwater");
    var timestamp = options.timestamp();
    if (timestamp != null) {
      page.text(" at " + timestamp);
    }
    page.raw(".</footer>\n");
    page.end();
  }

  private void image(ImageReport report, ReportOptions options) throws IOException {
    var assessment = report.assessment();
    header(report);
    tiles(assessment);
    fix(assessment);
    var lists = new HtmlLists(page);
    lists.vulnerabilities(report);
    lists.settings(assessment);
    notJudged(assessment);
    if (options.packages()) {
      lists.packages(assessment);
    }
    advisories(assessment);
  }

  private void header(ImageReport report) throws IOException {
    var assessment = report.assessment();
    var status = assessment.verdict().status();
    page.raw("<section class=\"card\">\n<div class=\"top\"><span class=\"verdict ")
        .raw(ground(status) + "\">")
        .text(status.name())
        .raw("</span>")
        .element("h1", report.title())
        .raw("</div>\n<div class=\"dim\">")
        .text(release(assessment));
    page.text(report.platform().map(platform -> ", " + platform).orElse(""));
    page.raw("</div>\n");
    if (report.digest().isPresent()) {
      page.raw("<div>").element("code", report.digest().get().toString()).raw("</div>\n");
    }
    page.raw("<ul class=\"reasons\">\n");
    for (var reason : assessment.verdict().reasons()) {
      page.raw("<li>").text(Printable.sentence(reason.message()));
      if (!reason.next().isEmpty() && !assessment.fix().commands().contains(reason.next())) {
        page.text(" " + Printable.sentence(reason.next()));
      }
      page.raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
  }

  private static String release(Assessment assessment) {
    var packages = TextReport.counted(assessment.packages().size(), "package");
    return assessment
        .release()
        .map(
            release ->
                release.name()
                    + (release.endOfLife() == null
                        ? ""
                        : (release.supported() ? ", supported until " : ", end of life since ")
                            + release.endOfLife())
                    + ", "
                    + packages)
        .orElse("No known release, " + packages);
  }

  private void tiles(Assessment assessment) throws IOException {
    var counts = assessment.counts();
    page.raw("<section class=\"tiles\" aria-label=\"Counts\">\n");
    tile(counts.issues(), "issues that count");
    tile(counts.vulnerabilities(), "vulnerabilities");
    tile(counts.knownExploited(), "known exploited");
    tile(counts.configuration(), "configuration");
    tile(counts.exempt(), "exempt");
    tile(counts.unfixed(), "without a fix");
    tile(counts.belowPolicy(), "below the policy");
    page.raw("</section>\n");
  }

  private void tile(int number, String what) throws IOException {
    page.raw("<div class=\"tile\">")
        .element("b", Integer.toString(number))
        .element("span", what)
        .raw("</div>\n");
  }

  private void fix(Assessment assessment) throws IOException {
    var fix = assessment.fix();
    if (!fix.upgrades().isEmpty()) {
      page.element(
          "h2",
          TextReport.counted(fix.upgrades().size(), "upgrade")
              + " for "
              + fix.clears()
              + " of "
              + TextReport.counted(assessment.counts().issues(), "issue"));
      page.raw("\n<div class=\"card\">In the image\n");
      command(String.join("\n", fix.commands()));
      page.raw("In the Dockerfile\n");
      command(String.join("\n", fix.dockerfile()));
      page.raw(fix.upgrades().size() <= FEW ? "<details open>" : "<details>")
          .raw("<summary>The upgrades, one by one</summary>\n");
      page.raw("<div class=\"scroll\"><table><thead><tr><th>source<th>to<th>clears<th>notices")
          .raw("</tr></thead><tbody>\n");
      for (var upgrade : fix.upgrades()) {
        page.raw("<tr>")
            .element("td", upgrade.source())
            .element("td class=\"mono\"", upgrade.version())
            .raw("<td>")
            .text(Integer.toString(upgrade.clears()))
            .raw(upgrade.knownExploited() ? " <span class=\"tag bad\">known exploited</span>" : "")
            .raw("</td>")
            .element("td", String.join(", ", upgrade.notices()))
            .raw("</tr>\n");
      }
      page.raw("</tbody></table></div></details></div>\n");
    }
    remaining(assessment);
  }

  private void remaining(Assessment assessment) throws IOException {
    if (assessment.fix().remaining().isEmpty()) {
      return;
    }
    page.raw("<h2>Upgrading does not help with</h2>\n<div class=\"card\"><ul>\n");
    for (var remainder : assessment.fix().remaining()) {
      page.raw("<li>")
          .text(remainder.issues() + ": " + remainder.kind().why() + "; ")
          .text(remainder.kind().advice() + ". ")
          .element("span class=\"dim\"", String.join(", ", remainder.sources()))
          .raw("</li>\n");
    }
    page.raw("</ul></div>\n");
  }

  private void command(String lines) throws IOException {
    page.raw("<div class=\"command\"><pre>");
    var first = true;
    for (var line : lines.split("\n", -1)) {
      page.raw(first ? "" : "\n").text(line);
      first = false;
    }
    page.raw("</pre><button type=\"button\">Copy</button></div>\n");
  }

  private void notJudged(Assessment assessment) throws IOException {
    if (assessment.notJudged().isEmpty()) {
      return;
    }
    page.raw(
        "<h2>Not judged: no advisories at hand speak of them</h2>\n<div class=\"card\"><ul>\n");
    for (var one : assessment.notJudged()) {
      page.raw("<li>")
          .text(one.vendor() + (one.accepted() ? " (accepted): " : ": "))
          .text(String.join(", ", one.packages()))
          .raw("</li>\n");
    }
    page.raw("</ul></div>\n");
  }

  private void advisories(Assessment assessment) throws IOException {
    page.raw("<h2>Advisories</h2>\n<div class=\"card\"><ul>\n");
    for (var feed : assessment.feeds()) {
      var asOf = feed.asOf();
      page.raw("<li>")
          .text(feed.name() + ", " + (asOf == null ? "no date" : "of " + asOf))
          .raw(feed.stale() ? " <span class=\"tag warn\">stale</span>" : "")
          .raw("</li>\n");
    }
    for (var warning : assessment.warnings()) {
      page.element("li", Printable.sentence(warning.message())).raw("\n");
    }
    page.raw("</ul></div>\n");
  }

  private static String ground(Verdict.Status status) {
    return switch (status) {
      case OK -> "good";
      case FAIL -> "bad";
      case WARN, UNSUPPORTED, UNSCANNED, INCOMPLETE -> "warn";
    };
  }
}
