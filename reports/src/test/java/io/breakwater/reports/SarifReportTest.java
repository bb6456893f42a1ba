package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.reports.sarif.SarifReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  @Test
  void whatCountsIsAnErrorAndWhatDoesNotIsANoteWithoutSecuritySeverity() throws IOException {
    var run = run(SampleReports.failing());
    assertThat(rules(run)).containsExactly("CVE-2024-4", "CVE-2024-3", "CVE-2024-1", "CVE-2024-2");
    var worst = run.at("/results/0");
    assertThat(worst.at("/level").asText()).isEqualTo("error");
    assertThat(worst.at("/message/text").asText())
        .isEqualTo(
            "libssl3 3.0.11-1 has CVE-2024-4, severity high. Upgrade libssl3 to >= 3.0.15-1."
                + " See DSA-1-1.");
    assertThat(worst.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("var/lib/dpkg/status");
    assertThat(run.at("/tool/driver/rules/0/properties/security-severity").asText())
        .isEqualTo("7.5");
    // The distribution says low: the score of 7.5 does not overrule it.
    assertThat(run.at("/tool/driver/rules/1/properties/security-severity").asText())
        .isEqualTo("3.9");
    assertThat(run.at("/results/2/level").asText()).isEqualTo("note");
    assertThat(run.at("/tool/driver/rules/2/properties").has("security-severity")).isFalse();
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(run.at("/automationDetails/id").asText())
        .isEqualTo("breakwater/docker.io/library/sample:1/linux/amd64/");
  }

  @Test
  void exemptIssuesAreSuppressedWithWhoAndWhy() throws IOException {
    var run = run(SampleReports.exempt());
    var seen = new ArrayList<String>();
    for (var result : run.at("/results")) {
      assertThat(result.has("suppressions")).isTrue();
      for (var suppression : result.at("/suppressions")) {
        assertThat(suppression.at("/kind").asText()).isEqualTo("external");
        seen.add(suppression.at("/justification").asText());
      }
    }
    assertThat(seen)
        .contains(
            "Exempt: accepted until spring.",
            "Exempt by Ada <ada@example.org>: vulnerable_code_not_in_execute_path.");
  }

  @Test
  void whatIsUnknownIsNeverAnEmptyListOfResults() throws IOException {
    for (var report :
        List.of(SampleReports.incomplete(), SampleReports.unsupported(), SampleReports.scratch())) {
      var run = run(report);
      assertThat(run.at("/invocations/0/executionSuccessful").asBoolean(true)).isFalse();
      assertThat(run.at("/invocations/0/toolExecutionNotifications/0/level").asText())
          .isEqualTo("error");
      assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
      assertThat(run.at("/results/0/ruleId").asText()).startsWith("breakwater/");
    }
    assertThat(run(SampleReports.incomplete()).at("/results/0/message/text").asText())
        .isEqualTo("INCOMPLETE: Layer 1 ends early. Pull it again.");
  }

  @Test
  void fingerprintsOutliveAnUpgradeThatDoesNotHelp() throws IOException {
    var before = fingerprints(run(SampleReports.failing("libssl3", "RUN apt-get install a")));
    var after = fingerprints(run(SampleReports.failing("libssl3", "RUN apt-get install b")));
    assertThat(after).isEqualTo(before).doesNotHaveDuplicates();
    assertThat(fingerprints(run(SampleReports.failing("openssl", "")))).isNotEqualTo(before);
  }

  @Test
  void anIndexHasARunForEachPlatform() throws IOException {
    var out = new ByteArrayOutputStream();
    var platforms = List.of(SampleReports.failing(), SampleReports.clean());
    var index = new IndexReport("sample:1", Optional.of(SampleReports.DIGEST), platforms);
    SarifReport.write(index, ReportOptions.PLAIN, out);
    assertThat(Schemas.objections(Schemas.SARIF, out.toByteArray())).isEmpty();
    assertThat(Schemas.tree(out.toByteArray()).at("/runs").size()).isEqualTo(2);
  }

  private static List<String> fingerprints(JsonNode run) {
    return texts(run.at("/results"), "/partialFingerprints/primaryLocationLineHash");
  }

  private static List<String> rules(JsonNode run) {
    return texts(run.at("/tool/driver/rules"), "/id");
  }

  private static List<String> texts(JsonNode list, String pointer) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.at(pointer).asText()));
    return texts;
  }

  private static JsonNode run(ImageReport report) throws IOException {
    var document = FormatsTest.bytes("sarif", report, ReportOptions.PLAIN);
    return Schemas.tree(document).at("/runs/0");
  }
}
