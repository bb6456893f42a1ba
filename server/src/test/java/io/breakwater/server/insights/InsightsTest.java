package io.breakwater.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.reports.formats.ReportFormat;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the own API says of images that were pushed.
class InsightsTest {
  private static final String REPORT = "/api/v2/images/birds%2Frobin:old/report";

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", "CVE-2026-1008", "bookworm", "3.0.12-1")
            .debianFixed("openssl", "CVE-2026-1009", "bookworm", "3.0.14-1"));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    server.push("birds/robin", "old", image("3.0.11-1", "amd64").build());
    server.push("birds/robin", "new", image("3.0.13-1", "amd64").build());
    server.push("fish/trout", "1", image("3.0.15-1", "amd64").build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ImageBuilder image(String openssl, String architecture) {
    return new ImageBuilder()
        .platform("linux", architecture)
        .layer(new DpkgStatus().add("libssl3", openssl, architecture).source("openssl").bookworm());
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = server.request(path).GET();
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return server.send(request);
  }

  private static JsonNode json(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void aReportSaysWhatTheVerdictOfThePushSaid() throws Exception {
    var report = json(REPORT);
    assertThat(report.at("/verdict/status").asText()).isEqualTo("FAIL");
    assertThat(report.at("/counts/issues").asInt()).isEqualTo(2);
    assertThat(report.at("/platform").asText()).isEqualTo("linux/amd64");
    assertThat(report.at("/image").asText()).endsWith("/birds/robin:old");
    var unescaped = json("/api/v2/images/birds/robin:old/report");
    assertThat(unescaped.at("/vulnerabilities")).isEqualTo(report.at("/vulnerabilities"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatIsHadByItsWord(ReportFormat format) throws Exception {
    var answer = get(REPORT + "?format=" + format.word());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(type(answer)).startsWith(format.mediaType());
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    if (format != ReportFormat.CYCLONEDX_SBOM && format != ReportFormat.SPDX) {
      assertThat(answer.body()).contains("CVE-2026-1008");
    }
    assertThat(answer.body()).contains("libssl3");
  }

  @Test
  void aFormatIsChosenByWhatTheClientAcceptsMost() throws Exception {
    assertThat(type(get(REPORT, "Accept", "application/spdx+json")))
        .isEqualTo("application/spdx+json");
    assertThat(type(get(REPORT, "Accept", "text/html, application/json;q=0.5")))
        .isEqualTo("text/html; charset=utf-8");
    assertThat(type(get(REPORT, "Accept", "*/*"))).isEqualTo("application/json");
    assertThat(type(get(REPORT, "Accept", "text/csv;q=0.1, application/*;q=0.9")))
        .isEqualTo("application/json");
    assertThat(get(REPORT, "Accept", "image/png").statusCode()).isEqualTo(406);
    assertThat(get(REPORT, "Accept", "application/json;q=0").statusCode()).isEqualTo(406);
    var wrong = get(REPORT + "?format=pdf");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("cyclonedx-sbom");
  }

  @Test
  void aFixPlanHasTheCommandAndAnExplanationTheComparison() throws Exception {
    var plan = json("/api/v2/images/birds%2Frobin:old/fix-plan");
    assertThat(plan.at("/fix/commands/0").asText()).contains("libssl3");
    var why = json("/api/v2/images/birds%2Frobin:old/explanation/CVE-2026-1009");
    var comparison = why.at("/vulnerabilities/0/explanation/comparison");
    assertThat(comparison.at("/installed").asText()).isEqualTo("3.0.11-1");
    assertThat(comparison.at("/fixed").asText()).isEqualTo("3.0.14-1");
    var none = get("/api/v2/images/birds%2Frobin:old/explanation/CVE-2026-1001");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("ISSUE_UNKNOWN");
  }

  @Test
  void aDifferenceTellsWhatWasFixed() throws Exception {
    var difference = json("/api/v2/images/birds%2Frobin:new/difference?from=old");
    assertThat(difference.at("/worse").asBoolean()).isFalse();
    var changes = new ArrayList<String>();
    for (var one : difference.at("/vulnerabilities")) {
      changes.add(one.at("/change").asText() + " " + one.at("/cve").asText());
    }
    assertThat(changes).containsExactly("fixed CVE-2026-1008", "unchanged CVE-2026-1009");
    var across = json("/api/v2/images/fish/trout:1/difference?from=birds%2Frobin:old");
    assertThat(across.at("/vulnerabilities")).hasSize(2);
    assertThat(across.at("/from/image").asText()).endsWith("birds/robin:old");
    assertThat(get("/api/v2/images/fish/trout:1/difference?from=cats/robin:old").body())
        .contains("that you may see");
    assertThat(get("/api/v2/images/fish/trout:1/difference?from=Birds/robin").statusCode())
        .isEqualTo(400);
    assertThat(get("/api/v2/images/birds%2Frobin:new/difference").statusCode()).isEqualTo(400);
    assertThat(get("/api/v2/images/birds%2Frobin:new/difference?from=none").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anIndexHasAReportForEachPlatformAndOneIsChosenWhereADocumentIsOfOne() throws Exception {
    var index =
        new IndexBuilder().add(image("3.0.11-1", "amd64")).add(image("3.0.15-1", "arm64")).build();
    server.push("platforms/robin", "both", index);
    var path = "/api/v2/images/platforms%2Frobin:both/report";
    assertThat(json(path).at("/platforms")).hasSize(2);
    var one = json(path + "?platform=linux/arm64");
    assertThat(one.at("/verdict/status").asText()).isEqualTo("OK");
    var refused = get(path + "?format=spdx");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("linux/amd64, linux/arm64");
    assertThat(get(path + "?format=spdx&platform=linux/amd64").statusCode()).isEqualTo(200);
  }

  @Test
  void anIssueLeadsToTheImagesThatHaveItAndToNoOthers() throws Exception {
    assertThat(repositories(json("/api/v2/issues/cve-2026-1008?namespace=birds")))
        .containsExactly("birds/robin");
    var found = json("/api/v2/issues/CVE-2026-1009?namespace=birds");
    assertThat(repositories(found)).containsExactly("birds/robin", "birds/robin");
    assertThat(found.at("/images/0/tags/0").asText()).isEqualTo("old");
    assertThat(found.at("/images/0/packages/0/fixed").asText()).isEqualTo("3.0.14-1");
    assertThat(found.at("/images/0/active").asBoolean()).isTrue();
    assertThat(found.at("/next").isNull()).isTrue();
    assertThat(found.at("/lookedAt").asInt()).isEqualTo(2);
    assertThat(json("/api/v2/issues/CVE-2026-1009?namespace=fish").at("/images")).isEmpty();
    assertThat(json("/api/v2/issues/CVE-1999-1").at("/known").asBoolean()).isFalse();
    assertThat(get("/api/v2/issues/CVE-2026-1009?namespace=cats").statusCode()).isEqualTo(404);
  }

  @Test
  void theImagesOfAnIssueComeInPages() throws Exception {
    var all = new ArrayList<String>();
    var after = "0";
    do {
      var page = json("/api/v2/issues/CVE-2026-1009?namespace=birds&limit=1&after=" + after);
      page.at("/images").forEach(image -> all.add(image.at("/digest").asText()));
      after = page.at("/next").isNull() ? "" : page.at("/next").asText();
    } while (!after.isEmpty());
    assertThat(all).hasSize(2).doesNotHaveDuplicates();
    assertThat(get("/api/v2/issues/CVE-2026-1009?limit=0").statusCode()).isEqualTo(400);
    assertThat(get("/api/v2/issues/CVE-2026-1009?after=x").statusCode()).isEqualTo(400);
  }

  private static List<String> repositories(JsonNode found) {
    var names = new ArrayList<String>();
    found.at("/images").forEach(image -> names.add(image.at("/repository").asText()));
    return names;
  }

  @Test
  void advisoriesTellTheirFeedsAndWhatTheySayOfAnIssue() throws Exception {
    var all = json("/api/v2/advisories");
    assertThat(all.at("/feeds").toString()).contains("debian");
    assertThat(all.at("/releases").toString()).contains("debian:12");
    var rows = json("/api/v2/advisories/CVE-2026-1008").at("/rows");
    assertThat(rows).hasSize(1);
    assertThat(rows.at("/0/fixedVersion").asText()).isEqualTo("3.0.12-1");
    assertThat(get("/api/v2/advisories/CVE-1999-1").statusCode()).isEqualTo(404);
    assertThat(server.anonymous("/api/v2/advisories").statusCode()).isEqualTo(401);
    assertThat(server.anonymous("/api/v2/issues/CVE-2026-1008").statusCode()).isEqualTo(401);
    assertThat(server.anonymous(REPORT).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  @Test
  void anExemptionHasAReasonAndAnEndAndCountsAtOnce() throws Exception {
    server.push("exempt/robin", "1", image("3.0.13-1", "amd64").build());
    var report = "/api/v2/images/exempt%2Frobin:1/report";
    assertThat(json(report).at("/verdict/status").asText()).isEqualTo("FAIL");
    var one = "/api/v2/exemptions/exempt%2Frobin/issue/cve/CVE-2026-1009";
    var terms = "{\"reason\":\"not reachable\",\"expires\":\"2099-12-31T00:00:00Z\"}";
    assertThat(send("PUT", one, terms).statusCode()).isEqualTo(201);
    assertThat(send("PUT", one, terms).statusCode()).isEqualTo(200);
    var judged = json(report);
    assertThat(judged.at("/verdict/status").asText()).isEqualTo("WARN");
    assertThat(judged.at("/vulnerabilities/0/policyStatus").asText())
        .isEqualToIgnoringCase("exempt");
    assertThat(judged.toString()).contains("not reachable");
    var listed = json("/api/v2/exemptions/exempt%2Frobin:1").at("/exemptions/0");
    assertThat(listed.at("/author").asText()).isEqualTo("admin");
    assertThat(listed.at("/expires").asText()).isEqualTo("2099-12-31T00:00:00Z");
    assertThat(listed.at("/expired").asBoolean()).isFalse();
    assertThat(json("/api/v2/exemptions").at("/exemptions")).hasSize(1);
    assertThat(json("/api/v2/exemptions/birds").at("/exemptions")).isEmpty();
    assertThat(send("DELETE", one, "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", one, "").statusCode()).isEqualTo(404);
    assertThat(json(report).at("/verdict/status").asText()).isEqualTo("FAIL");
  }

  @Test
  void anExemptionThatCannotBeMeantIsRefusedWithWhatToDo() throws Exception {
    var one = "/api/v2/exemptions/birds/issue/cve/CVE-2026-1009";
    assertThat(send("PUT", one, "{\"expires\":\"soon\"}").body()).contains("2099-12-31");
    assertThat(send("PUT", one, "{\"justification\":\"because\"}").body())
        .contains("component_not_present");
    assertThat(send("PUT", one, "{\"expires\":\"2001-01-01T00:00:00Z\"}").body())
        .contains("expired");
    assertThat(send("PUT", one, "{\"why\":\"x\"}").statusCode()).isEqualTo(400);
    var nowhere = "/api/v2/exemptions/cats/issue/cve/CVE-2026-1009";
    assertThat(send("PUT", nowhere, "{}").statusCode()).isEqualTo(404);
    assertThat(send("PUT", one.replace("cve/", "virus/"), "{}").statusCode()).isEqualTo(400);
    assertThat(server.anonymous("/api/v2/exemptions").statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsNoImageHasNoReport() throws Exception {
    server.pushArtifact("notes/robin", "notes", new byte[] {1});
    var answer = get("/api/v2/images/notes%2Frobin:notes/report");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("NOT_AN_IMAGE");
    assertThat(get("/api/v2/images/birds%2Frobin:none/report").statusCode()).isEqualTo(404);
  }
}
