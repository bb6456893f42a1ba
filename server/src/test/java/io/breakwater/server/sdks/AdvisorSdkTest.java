package io.breakwater.server.sdks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation of the published SDKs for the Vulnerability Advisor API.
class AdvisorSdkTest {
  private static final String FIRST = "CVE-2026-1001";
  private static final String SECOND = "CVE-2026-1002";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static RunningServer server;
  private static String account;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", FIRST, "bookworm", "3.0.12-1")
            .debianFixed("openssl", SECOND, "bookworm", "3.0.12-1")
            .dsa(
                "DSA-5001-1",
                LocalDate.now(ZoneOffset.UTC),
                "openssl",
                "bookworm",
                "3.0.12-1",
                SECOND));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    server.push("birds/robin", "1", image().build());
    var made =
        server.send(
            server
                .request("/api/v2/api-keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"sdk\"}")));
    key = JSON.readTree(made.body()).at("/key").asText();
    var details = JSON.readTree(server.get("/api/v1/namespaces/details").body());
    account = details.at("/0/account").asText();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ImageBuilder image() {
    return new ImageBuilder()
        .user("app")
        .layer(new DpkgStatus().add("libssl3", "3.0.11-1", "amd64").source("openssl").bookworm());
  }

  /// The answers of one SDK, in the order of its calls.
  private record Answers(Queue<JsonNode> lines) {
    JsonNode next(String operation, int status) {
      var line = lines.remove();
      assertThat(line.at("/operation").asText()).isEqualTo(operation);
      assertThat(line.at("/status").asInt()).as(line.toString()).isEqualTo(status);
      return line.path("result");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationWorks(AdvisorSdk sdk) throws Exception {
    var lines = new ArrayDeque<JsonNode>();
    var address = server.at("").toString();
    for (var line : sdk.run(folder, address, key, account)) {
      lines.add(JSON.readTree(line));
    }
    var answers = new Answers(lines);
    var name = address.substring("http://".length()) + "/birds/robin:1";
    reports(answers, name, sdk.version());
    exemptions(answers);
    lists(answers, name);
    afterwards(answers);
    assertThat(lines).isEmpty();
  }

  private static void reports(Answers answers, String name, String version) {
    var reports = answers.next("accountReportQueryPath", 200).at("/assessments");
    assertThat(reports.get(name).at("/status").asText()).isEqualTo("FAIL");
    var statuses = answers.next("accountStatusQueryPath", 200).at("/images");
    assertThat(statuses.at("/0/name").asText()).isEqualTo(name);
    assertThat(statuses.at("/0/vulnerability_count").asInt()).isEqualTo(2);
    var report = answers.next("imageReportQueryPath", 200);
    assertThat(report.at("/vulnerabilities")).hasSize(2);
    assertThat(report.at("/os_distribution/distribution_id").asText())
        .isEqualTo(version.equals("v4") ? "debian" : "");
    var status = answers.next("imageStatusQueryPath", 200);
    assertThat(status.at("/issue_count").asInt()).isEqualTo(2);
    assertThat(status.at("/scan_time").asLong()).isPositive();
  }

  private static void exemptions(Answers answers) {
    var made = answers.next("createExemptionAccount", 201);
    assertThat(made.at("/account_id").asText()).isEqualTo(account);
    assertThat(made.at("/scope/scope_type").asText()).isEqualTo("account");
    assertThat(answers.next("getExemptionAccount", 200)).isEqualTo(made);
    assertThat(answers.next("listExemptionAccount", 200).get(0)).isEqualTo(made);
    var one = answers.next("createExemptionResource", 201);
    assertThat(one.at("/scope/repository").asText()).isEqualTo("robin");
    assertThat(answers.next("getExemptionResource", 200)).isEqualTo(one);
    assertThat(answers.next("listExemptionResource", 200).get(0)).isEqualTo(one);
    assertThat(answers.next("exemptHandler", 200)).hasSize(3);
  }

  private static void lists(Answers answers, String name) {
    assertThat(answers.next("listAccountExemptions", 200)).hasSize(2);
    var applying = answers.next("listImageExemptions", 200);
    assertThat(applying).hasSize(2);
    assertThat(applying.at("/0/scope/scope_type").asText()).isEqualTo("account");
    assertThat(answers.next("listBulkImageExemptions", 200).get(name)).isEqualTo(applying);
  }

  private static void afterwards(Answers answers) {
    var status = answers.next("imageStatusQueryPath", 200);
    assertThat(status.at("/status").asText()).isEqualTo("WARN");
    assertThat(status.at("/exempt_vulnerability_count").asInt()).isEqualTo(2);
    answers.next("deleteExemptionAccount", 200);
    answers.next("deleteExemptionResource", 200);
    answers.next("createExemptionResource", 201);
    assertThat(
            answers
                .next("exemptionsAccountDeleteHandler", 200)
                .at("/number_of_exemptions_deleted")
                .asInt())
        .isOne();
    answers.next("imageStatusQueryPath", 404);
  }
}
