package io.breakwater.reports;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Why an issue of an image is one, as JSON: `schemaVersion` 1, `image`, `digest`,
/// `platform`, `issue`, and those `vulnerabilities` and `configurationIssues` of the report
/// that go by its name, each vulnerability with its `explanation`.
public final class JsonExplanation {
  private JsonExplanation() {}

  /// Whether an image has an issue.
  ///
  /// @param issue a CVE or another name of the vulnerability, a security notice, or the identifier
  ///     of a configuration issue, in any case
  public static boolean has(ImageReport report, String issue) {
    return !findings(report, issue).isEmpty() || !configuration(report, issue).isEmpty();
  }

  private static List<Finding> findings(ImageReport report, String issue) {
    return report.assessment().findings().stream().filter(one -> names(one, issue)).toList();
  }

  private static boolean names(Finding finding, String issue) {
    var row = finding.advisory();
    return row.cve().equalsIgnoreCase(issue)
        || row.aliases().stream().anyMatch(issue::equalsIgnoreCase)
        || row.notices().stream().anyMatch(notice -> notice.id().equalsIgnoreCase(issue));
  }

  private static List<ConfigurationIssue> configuration(ImageReport report, String issue) {
    return report.assessment().configurationIssues().stream()
        .filter(one -> one.id().equalsIgnoreCase(issue))
        .toList();
  }

  /// Writes the explanation. The stream is flushed and left open.
  public static void write(ImageReport report, String issue, OutputStream out) throws IOException {
    Json.write(
        out,
        json -> {
          json.object();
          JsonReport.identity(json, report);
          json.text("issue", issue);
          var findings =
              new JsonFindings(json, report.assessment(), ReportOptions.PLAIN.withExplain(true));
          findings.vulnerabilities(findings(report, issue));
          findings.configurationIssues(configuration(report, issue));
          json.endObject();
        });
  }
}
