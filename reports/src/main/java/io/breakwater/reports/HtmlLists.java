package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Severity;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lists of the HTML report, which can be searched and sorted.
final class HtmlLists {
  private final HtmlPage page;

  HtmlLists(HtmlPage page) {
    this.page = page;
  }

  void vulnerabilities(ImageReport report) throws IOException {
    var rows =
        IssueRow.of(report.assessment(), ReportOptions.Section.all()).stream()
            .filter(IssueRow.Vulnerability.class::isInstance)
            .map(IssueRow.Vulnerability.class::cast)
            .toList();
    page.raw("<h2>Vulnerabilities</h2>\n");
    if (rows.isEmpty()) {
      page.raw("<p>None is known.</p>\n");
      return;
    }
    beginList("Search CVE, package, notice …  ( / )", statuses(rows));
    heads("issue", "severity", "package", "installed", "fixed in", "notices", "status");
    page.raw("<th>more</tr></thead><tbody>\n");
    for (var row : rows) {
      vulnerability(row, report);
    }
    page.raw("</tbody></table></div></section>\n");
  }

  private static List<String> statuses(List<? extends IssueRow> rows) {
    var statuses = new LinkedHashSet<String>();
    rows.forEach(row -> statuses.add(row.status()));
    return List.copyOf(statuses);
  }

  private void beginList(String placeholder, List<String> statuses) throws IOException {
    page.raw("<section data-list><div class=\"controls\"><input type=\"search\" aria-label=\"")
        .text("Search this list")
        .raw("\" placeholder=\"")
        .text(placeholder)
        .raw("\">");
    if (statuses.size() > 1) {
      var active = statuses.contains("active") || statuses.contains("partially-exempt");
      for (var status : statuses) {
        var on = !active || status.equals("active") || status.equals("partially-exempt");
        page.raw("<label><input type=\"checkbox\" value=\"" + status + "\"")
            .raw(on ? " checked> " : "> ")
            .text(status)
            .raw("</label>");
      }
    }
    page.raw("<span class=\"dim\" data-shown role=\"status\"></span></div>\n");
    page.raw("<div class=\"scroll\"><table><thead><tr>");
  }

  private void heads(String... names) throws IOException {
    for (var name : names) {
      page.raw("<th><button type=\"button\">").text(name).raw("</button></th>");
    }
  }

  private void vulnerability(IssueRow.Vulnerability row, ImageReport report) throws IOException {
    var finding = row.finding();
    var advisory = finding.advisory();
    var fixed = finding.fixedVersion();
    page.raw("<tr data-status=\"" + row.status() + "\"><td>");
    var address = advisory.links().isEmpty() ? "" : advisory.links().getFirst();
    page.link(address, finding.cve());
    page.raw(row.exploited() ? " <span class=\"tag bad\">known exploited</span>" : "");
    page.raw("</td><td data-key=\"" + order(row.severity()) + "\">");
    severity(advisory.severity(), row.severity());
    page.raw("</td>")
        .element("td", finding.installed().name())
        .element("td class=\"mono\"", finding.installed().version())
        .element("td class=\"mono\"", fixed == null ? "" : fixed)
        .raw("<td>");
    notices(finding);
    page.raw("</td>").element("td", row.status());
    page.raw("<td class=\"wide\"><details><summary>why</summary><dl>");
    entry("what to do", finding.correctiveAction());
    entry("about", advisory.summary());
    entry("says", state(finding));
    entry("layer", layer(finding));
    entry("found in", finding.installed().file());
    entry("source", finding.installed().source() + " " + finding.installed().sourceVersion());
    entry("score", Column.SCORE.of(row, report));
    entry(
        "advisory",
        advisory.feed()
            + report
                .assessment()
                .feedOf(advisory)
                .map(feed -> feed.asOf() == null ? "" : " of " + feed.asOf())
                .orElse("")
            + ", "
            + advisory.recordId());
    entry(
        "exempt by",
        finding.exemptions().stream()
            .map(one -> one.type().word() + " " + one.id() + reason(one.reason()))
            .collect(Collectors.joining("; ")));
    page.raw("</dl></details></td></tr>\n");
  }

  private static String reason(@Nullable String reason) {
    return reason == null ? "" : " (" + reason + ")";
  }

  private static String state(Finding finding) {
    var detail = finding.stateDetail();
    return finding.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (detail == null ? "" : ": " + detail);
  }

  private static String layer(Finding finding) {
    var origin = finding.installed().origin();
    return origin.layer()
        + (origin.base() ? " (base image)" : "")
        + (origin.createdBy().isEmpty() ? "" : ": " + origin.createdBy());
  }

  private void entry(String name, String text) throws IOException {
    if (!text.isEmpty()) {
      page.element("dt", name).element("dd", text);
    }
  }

  private void notices(Finding finding) throws IOException {
    var first = true;
    for (var notice : finding.advisory().notices()) {
      page.raw(first ? "" : ", ");
      page.link(notice.links().isEmpty() ? "" : notice.links().getFirst(), notice.id());
      first = false;
    }
  }

  private void severity(String word, Severity severity) throws IOException {
    var ground =
        switch (severity) {
          case CRITICAL, HIGH -> "bad";
          case MEDIUM -> "warn";
          case LOW, NEGLIGIBLE, UNKNOWN -> "info";
        };
    page.element("span class=\"tag " + ground + "\"", word.isEmpty() ? "unknown" : word);
  }

  /// Worst first when sorted upwards.
  private static int order(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 1;
      case HIGH -> 2;
      case MEDIUM -> 3;
      case LOW -> 4;
      case NEGLIGIBLE -> 5;
      case UNKNOWN -> 6;
    };
  }

  void settings(Assessment assessment) throws IOException {
    var rows =
        IssueRow.of(assessment, ReportOptions.Section.all()).stream()
            .filter(IssueRow.Setting.class::isInstance)
            .map(IssueRow.Setting.class::cast)
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    page.raw("<h2>Configuration</h2>\n");
    beginList("Search check, file …", statuses(rows));
    heads("check", "severity", "place", "what to do", "status");
    page.raw("</tr></thead><tbody>\n");
    for (var row : rows) {
      var issue = row.issue();
      var reference = issue.reference();
      page.raw("<tr data-status=\"" + row.status() + "\"><td>")
          .element("span class=\"mono\"", issue.id())
          .raw("<br>")
          .element("span class=\"dim\"", issue.description())
          .raw("</td><td data-key=\"" + order(issue.severity()) + "\">");
      severity(issue.severity().word(), issue.severity());
      page.raw("</td>")
          .element("td class=\"wide mono\"", IssueRow.file(issue))
          .raw("<td class=\"wide\">")
          .text(issue.correctiveAction());
      if (reference != null) {
        page.raw("<br>").element("span class=\"dim\"", reference);
      }
      page.raw("</td>").element("td", row.status()).raw("</tr>\n");
    }
    page.raw("</tbody></table></div></section>\n");
  }

  void packages(Assessment assessment) throws IOException {
    page.raw("<h2>Packages</h2>\n");
    if (assessment.packages().isEmpty()) {
      page.raw("<p>None.</p>\n");
      return;
    }
    beginList("Search packages …", List.of());
    heads("name", "version", "arch", "source", "layer");
    page.raw("</tr></thead><tbody>\n");
    for (var one : assessment.packages()) {
      page.raw("<tr>")
          .element("td", one.name())
          .element("td class=\"mono\"", one.version())
          .element("td", one.arch())
          .element("td", one.source())
          .element("td", Integer.toString(one.origin().layer()))
          .raw("</tr>\n");
    }
    page.raw("</tbody></table></div></section>\n");
  }
}
