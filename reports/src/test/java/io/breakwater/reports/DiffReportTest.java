package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffReportTest {
  private final DiffReport fixed = DiffReport.of(SampleReports.failing(), SampleReports.clean());

  private static List<String> lines(DiffReport report, ReportOptions options) throws IOException {
    var out = new StringBuilder();
    TextDiff.write(report, options, out);
    return out.toString().lines().toList();
  }

  @Test
  void fixedIssuesAreListedWithWhatBecameOfThePackage() throws IOException {
    assertThat(lines(fixed, ReportOptions.PLAIN))
        .containsExactly(
            "from  sample:1  FAIL          2 issues  3 packages",
            "to    sample:1  OK            0 issues  1 package",
            "",
            "0 new, 2 fixed, 0 unchanged",
            "",
            "Fixed",
            "  CVE-2024-3  low   known exploited  libssl3  3.0.11-1 (removed)  active",
            "  CVE-2024-4  high                   libssl3  3.0.11-1 (removed)  active",
            "",
            "Packages",
            "  1 added, 3 removed, 0 in another version  (--packages lists them)",
            "",
            "Not shown",
            "  2 that count in neither image  --show all");
  }

  @Test
  void everythingIsShownOnRequest() throws IOException {
    var options = ReportOptions.PLAIN.withSections(ReportOptions.Section.all()).withPackages(true);

    assertThat(lines(fixed, options))
        .contains("  bash            5.2 (removed)", "  dash            1 (added)")
        .anyMatch(line -> line.startsWith("  CVE-2024-1"));
    assertThat(lines(DiffReport.of(SampleReports.failing(), SampleReports.failing()), options))
        .contains("0 new, 0 fixed, 2 unchanged", "Unchanged");
  }

  @Test
  void jsonHoldsEveryChange() throws IOException {
    var out = new ByteArrayOutputStream();
    JsonDiff.write(DiffReport.of(SampleReports.clean(), SampleReports.failing()), out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"schemaVersion\":1,\"from\":{\"image\":\"sample:1\"")
        .contains("\"worse\":true")
        .contains("{\"change\":\"new\",\"cve\":\"CVE-2024-3\",\"package\":\"libssl3\"")
        .endsWith("\n");
  }
}
