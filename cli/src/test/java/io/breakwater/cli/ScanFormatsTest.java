package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports in every format, where they belong.
class ScanFormatsTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.NONE));
    scans.breakwater().at(SampleFeeds.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "text, FAIL",
    "table, CVE",
    "tsv, CVE",
    "csv, CVE",
    "json, '\"schemaVersion\":1'",
    "html, <!doctype html>",
    "markdown, |",
    "sarif, '\"version\":\"2.1.0\"'",
    "junit, <testsuites",
    "cyclonedx, '\"vulnerabilities\":['",
    "cyclonedx-sbom, '\"specVersion\":\"1.6\"'",
    "spdx, SPDX-2.3",
    "openvex, https://openvex.dev/ns/v0.2.0",
  })
  void everyFormatIsWrittenToAFileOrStandardOutput(String format, String mark) throws IOException {
    var image = new ImageBuilder().layer(SampleImages.vulnerableDebian());
    var run = scans.scan(image, "-f", format);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().toLowerCase(Locale.ROOT)).contains(mark.toLowerCase(Locale.ROOT));
    var file = folder.resolve("report");
    var other = scans.scan(image, "-f", format + "=" + file);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(run.out());
  }

  @Test
  void severalReportsAreWrittenAtOnce() throws IOException {
    var json = folder.resolve("out.json");
    var sarif = folder.resolve("out.sarif");
    var run =
        scans.scan(
            SampleImages.vulnerableDebian(),
            "-f",
            "json=" + json,
            "-f",
            "sarif=" + sarif,
            "-f",
            "text");
    assertThat(run.out()).startsWith("oci:").contains("FAIL");
    assertThat(JsonOf.valid(Files.readString(json)).text("/verdict/status")).isEqualTo("FAIL");
    assertThat(Files.readString(sarif)).contains("\"runs\":[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cyclonedx", "cyclonedx-sbom", "spdx"})
  void aBillIsReadBackWithTheSameFindings(String format) {
    var image = new ImageBuilder().layer(SampleImages.vulnerableDebian());
    var bill = folder.resolve("bill.json");
    scans.scan(image, "-f", format + "=" + bill);
    var before = JsonOf.valid(scans.scan(image, "-f", "json").out());
    var after = JsonOf.valid(scans.scan("sbom:" + bill, "-f", "json").out());
    assertThat(findings(after)).isEqualTo(findings(before)).isNotEmpty();
    assertThat(after.text("/verdict/status")).isEqualTo(before.text("/verdict/status"));
  }

  private static List<String> findings(JsonOf report) {
    var findings = new ArrayList<String>();
    var cves = report.texts("/vulnerabilities/*/cve");
    var names = report.texts("/vulnerabilities/*/package/name");
    var versions = report.texts("/vulnerabilities/*/package/version");
    var fixed = report.texts("/vulnerabilities/*/fixedVersion");
    for (var i = 0; i < cves.size(); i++) {
      findings.add(String.join(" ", cves.get(i), names.get(i), versions.get(i), fixed.get(i)));
    }
    return findings;
  }

  @Test
  void aDocumentAboutOneImageIsNotWrittenOfAWholeIndex() {
    for (var format : List.of("cyclonedx", "cyclonedx-sbom", "spdx", "openvex")) {
      var run = scans.scan(SampleImages.cleanDebian(), "--all-platforms", "-f", format);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--platform", "[usage]");
    }
  }
}
