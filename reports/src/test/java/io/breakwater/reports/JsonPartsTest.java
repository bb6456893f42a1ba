package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What is said of one image in part says the same as its whole report.
class JsonPartsTest {
  private final ImageReport report = SampleReports.failing();

  private JsonNode whole() throws IOException {
    var out = new ByteArrayOutputStream();
    JsonReport.write(report, ReportOptions.PLAIN.withExplain(true), out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private JsonNode explanation(String issue) throws IOException {
    var out = new ByteArrayOutputStream();
    JsonExplanation.write(report, issue, out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  @Test
  void theFixPlanIsThatOfTheReport() throws IOException {
    var out = new ByteArrayOutputStream();
    JsonFixPlan.write(report, out);
    var plan = new ObjectMapper().readTree(out.toByteArray());
    assertThat(plan.at("/fix/commands")).isNotEmpty().isEqualTo(whole().at("/fix/commands"));
    assertThat(plan.at("/fix")).isEqualTo(whole().at("/fix"));
    assertThat(plan.at("/verdict")).isEqualTo(whole().at("/verdict"));
    assertThat(plan.at("/digest")).isEqualTo(whole().at("/digest"));
  }

  @Test
  void anExplanationHasTheIssuesOfItsNameAndNoOthers() throws IOException {
    var explained = explanation("cve-2024-3").at("/vulnerabilities");
    assertThat(explained).hasSize(1);
    var inReport =
        StreamSupport.stream(whole().at("/vulnerabilities").spliterator(), false)
            .filter(one -> one.at("/cve").asText().equals("CVE-2024-3"))
            .findFirst();
    assertThat(inReport).contains(explained.get(0));
    assertThat(explained.at("/0/explanation/comparison/result").asText()).isEqualTo("<");
  }

  @Test
  void aSecurityNoticeAndAConfigurationIssueAreNamesToo() throws IOException {
    var notice = whole().at("/vulnerabilities/1/notices/0/id").asText();
    assertThat(notice).isNotEmpty();
    var named = explanation(notice).at("/vulnerabilities");
    assertThat(named).isNotEmpty().allMatch(one -> one.at("/notices").toString().contains(notice));
    assertThat(named.toString()).contains("CVE-2024-3");
    var endOfLife = SampleReports.endOfLife();
    assertThat(JsonExplanation.has(endOfLife, "system_configuration:os.end_of_life")).isTrue();
  }

  @Test
  void whatAnImageDoesNotHaveIsNotExplained() {
    assertThat(JsonExplanation.has(report, "CVE-2024-3")).isTrue();
    assertThat(JsonExplanation.has(report, "CVE-2024-33")).isFalse();
    assertThat(JsonExplanation.has(report, "")).isFalse();
  }
}
