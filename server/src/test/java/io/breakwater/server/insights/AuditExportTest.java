package io.breakwater.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.RunningServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditExportTest {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> csv(String query) throws Exception {
    return server.send(server.request("/api/v2/audit" + query).header("Accept", "text/csv").GET());
  }

  private static void put(String issue, String body) throws Exception {
    var answer =
        server.send(
            server
                .request("/api/v2/exemptions/*/issue/cve/" + issue)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  /// What ended is in the trail half a second later at most.
  private static String eventually(String query, String pattern) throws Exception {
    var end = Instant.now().plus(Duration.ofSeconds(10));
    var wanted = Pattern.compile(pattern);
    while (true) {
      var body = csv(query).body();
      if (wanted.matcher(body).find() || Instant.now().isAfter(end)) {
        return body;
      }
      Thread.sleep(50);
    }
  }

  @Test
  void termsThatAreChangedAreInTheTrailAsAChange() throws Exception {
    put("CVE-2026-1001", "{\"reason\":\"for now\"}");
    put("CVE-2026-1001", "{\"reason\":\"for longer\",\"expires\":\"2099-12-31T00:00:00Z\"}");

    var rows =
        eventually("?action=container-registry.exemption.update", "update,success,[^\n]*1001,")
            .lines()
            .toList();

    assertThat(rows.getFirst())
        .isEqualTo("time,action,outcome,principal,name,api_key,resource,reason,address,request_id");
    assertThat(rows).hasSizeGreaterThan(2);
    assertThat(rows)
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains("exemption.update,success,user:", "admin,,* cve CVE-2026-1001,"));
    assertThat(
            eventually("?action=container-registry.exemption.create", "create,success,[^\n]*1001,"))
        .contains("exemption.create,success");
  }

  @Test
  void theTrailIsCsvForWhoAsksForIt() throws Exception {
    var answer = csv("");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains("audit.csv");
    assertThat(server.get("/api/v2/audit?format=csv").body()).startsWith("time,action");
    assertThat(server.get("/api/v2/audit").body()).startsWith("{");
    assertThat(server.get("/api/v2/audit?format=pdf").statusCode()).isEqualTo(400);
    assertThat(csv("?outcome=maybe").statusCode()).isEqualTo(400);
    assertThat(csv("?until=2001-01-01T00:00:00Z").body().lines()).hasSize(1);
    assertThat(server.anonymous("/api/v2/audit?format=csv").statusCode()).isEqualTo(401);
  }

  @Test
  void theTrailIsExportedWholeHoweverManyPagesItHas() throws Exception {
    for (var i = 0; i < 600; i++) {
      put("CVE-2026-1002", "{\"reason\":\"" + i + "\"}");
    }
    var rows = csv("").body().lines().toList();
    assertThat(rows).hasSizeGreaterThan(1_010);
    assertThat(rows).doesNotHaveDuplicates();
  }
}
