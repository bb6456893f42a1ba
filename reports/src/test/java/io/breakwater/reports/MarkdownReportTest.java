package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static String markdown(ImageReport report) throws IOException {
    var out = new StringBuilder();
    MarkdownReport.write(List.of(report), ReportOptions.PLAIN, out);
    return out.toString();
  }

  @Test
  void verdictCommandAndIssuesAreThere() throws IOException {
    assertThat(markdown(SampleReports.failing()).lines())
        .startsWith("## ❌ FAIL: `sample:1`")
        .contains(
            "- 2 vulnerabilities in 1 package.",
            "### Fix: 1 upgrade for 2 of 2 issues",
            "RUN apt-get update && apt-get install -y --only-upgrade libssl3"
                + " && rm -rf /var/lib/apt/lists/*",
            "| CVE-2024-3 **known exploited** | low | libssl3 | 3.0.11-1 | 3.0.13-1 | DSA-1-1 |",
            "- 1 vulnerability: the distribution will not fix it; remove what is not used, or build"
                + " on another release");
    assertThat(markdown(SampleReports.endOfLife()).lines())
        .anyMatch(line -> line.startsWith("| `system_configuration:os.end_of_life` | high |"));
  }

  @Test
  void textFromTheImageIsNoMarkup() throws IOException {
    assertThat(markdown(SampleReports.failing("a|b\n<b>@team</b> [x](y) `c`", "")))
        .contains("| a\\|b &lt;b&gt;&#64;team&lt;/b&gt; \\[x\\](y) \\`c\\` |");
  }

  @Test
  void whatChangedIsTold() throws IOException {
    var out = new StringBuilder();
    MarkdownReport.write(DiffReport.of(SampleReports.failing(), SampleReports.clean()), out);

    assertThat(out.toString().lines())
        .contains(
            "| from | ❌ FAIL | 2 | 3 |",
            "| to | ✅ OK | 0 | 1 |",
            "### New: 0",
            "### Fixed: 2",
            "| CVE-2024-4 | high | libssl3 3.0.11-1 |");
  }
}
