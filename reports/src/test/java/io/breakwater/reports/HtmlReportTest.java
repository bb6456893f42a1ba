package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static String html(ImageReport report, ReportOptions options) throws IOException {
    var out = new StringBuilder();
    HtmlReport.write(List.of(report), options, out);
    return out.toString();
  }

  @Test
  void theWholeReportIsThere() throws IOException {
    assertThat(html(SampleReports.failing(), ReportOptions.PLAIN))
        .contains("<span class=\"verdict bad\">FAIL</span><h1>sample:1</h1>")
        .contains("<td>libssl3</td><td class=\"mono\">3.0.11-1</td>")
        .contains("<pre>apt-get update &amp;&amp; apt-get install -y --only-upgrade libssl3</pre>")
        .contains("<tr data-status=\"unfixed\">")
        .contains("CVE-2024-1")
        .doesNotContain("<h2>Packages</h2>");
    assertThat(html(SampleReports.failing(), ReportOptions.PLAIN.withPackages(true)))
        .contains("<h2>Packages</h2>");
    assertThat(html(SampleReports.endOfLife(), ReportOptions.PLAIN))
        .contains("system_configuration:os.end_of_life");
    assertThat(html(SampleReports.scratch(), ReportOptions.PLAIN)).contains("UNSUPPORTED");
  }

  @Test
  void textFromTheImageIsNoMarkup() throws IOException {
    var page =
        html(
            SampleReports.failing("<script>alert(1)</script>", "RUN \"><img src=x onerror=y>"),
            ReportOptions.PLAIN);

    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert")
        .doesNotContain("<img");
  }

  @Test
  void nothingIsAskedOfOtherHosts() throws IOException {
    var page = html(SampleReports.failing(), ReportOptions.PLAIN);

    assertThat(page).doesNotContain("src=").doesNotContain("<link").doesNotContain("@import");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void thePolicyAllowsTheStyleAndTheScriptThatAreThere()
      throws IOException, NoSuchAlgorithmException {
    var page = html(SampleReports.clean(), ReportOptions.PLAIN);

    assertThat(page).contains("style-src " + hash(inside(page, "style")));
    assertThat(page).contains("script-src " + hash(inside(page, "script")));
    assertThat(page).doesNotContain(" style=\"").doesNotContainPattern(" on[a-z]+=");
  }

  private static String inside(String page, String element) {
    var matcher =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String hash(String content) throws NoSuchAlgorithmException {
    var digest =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
