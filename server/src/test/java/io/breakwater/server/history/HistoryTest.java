package io.breakwater.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The history of images on a running server, for its admin and for Readers of one namespace.
@Timeout(120)
class HistoryTest {
  private static final String ROBIN = "/api/v2/images/birds%2Frobin:1";

  @TempDir Path folder;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    RunningServer.advisories(folder, feeds());
    server = RunningServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static FeedFolderBuilder feeds() {
    return new FeedFolderBuilder().debianFixed("openssl", "CVE-2026-1008", "bookworm", "3.0.12-1");
  }

  private static ImageBuilder image(String openssl) {
    return new ImageBuilder()
        .layer(
            new LayerBuilder()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
                .file(
                    DpkgStatus.PATH,
                    new DpkgStatus().add("libssl3", openssl, "amd64").source("openssl").render()));
  }

  /// Advisories with another issue, which the server takes over by itself.
  private void newAdvisories() throws Exception {
    RunningServer.advisories(
        folder, feeds().debianFixed("openssl", "CVE-2026-1009", "bookworm", "3.0.14-1"));
  }

  private JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private JsonNode json(String path) throws Exception {
    return json(server.get(path));
  }

  private static List<String> texts(JsonNode list, String pointer) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.at(pointer).asText()));
    return texts;
  }

  private static void until(Callable<Boolean> reached) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("within 30 s").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private void untilTold(String path, int events) throws Exception {
    until(
        () -> {
          var answer = server.get(path);
          return answer.statusCode() == 200
              && new ObjectMapper().readTree(answer.body()).at("/events").size() >= events;
        });
  }

  /// A service ID that reads one namespace.
  ///
  /// @return what it logs in with
  private String reader(String name, String namespace) throws Exception {
    post("/api/v2/service-ids", "{\"name\":\"" + name + "\"}");
    post(
        "/api/v2/roles",
        "{\"to\":\"" + name + "\",\"role\":\"Reader\",\"namespace\":\"" + namespace + "\"}");
    var key = post("/api/v2/api-keys", "{\"name\":\"key\",\"owner\":\"" + name + "\"}");
    var login = "iamapikey:" + new ObjectMapper().readTree(key).at("/key").asText();
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private String post(String path, String body) throws Exception {
    var answer =
        server.send(
            server
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private HttpResponse<String> as(String login, String path) throws Exception {
    return server.send(
        HttpRequest.newBuilder(server.at(path)).header("Authorization", login).GET());
  }

  @Test
  void aTagsHistoryGoesThroughItsImagesAndADigestsDoesNot() throws Exception {
    var before = Instant.now();
    var first = server.push("birds/robin", "1", image("3.0.11-1").build());
    untilTold(ROBIN + "/history", 1);
    server.push("birds/robin", "1", image("3.0.13-1").build());
    untilTold(ROBIN + "/history", 2);
    var history = json(ROBIN + "/history");
    assertThat(texts(history.at("/events"), "/type"))
        .containsExactly("image.pushed", "image.pushed");
    assertThat(texts(history.at("/events"), "/verdict/status")).containsExactly("OK", "FAIL");
    assertThat(history.at("/events/0/verdict/before").asText()).isEqualTo("FAIL");
    assertThat(history.at("/events/1/verdict/before").isNull()).isTrue();
    assertThat(texts(history.at("/events/1/issues"), "/id")).containsExactly("CVE-2026-1008");
    assertThat(Instant.parse(history.at("/eventsSince").asText()))
        .isBefore(Instant.now())
        .isAfter(before.minusSeconds(60));
    assertThat(history.at("/next").isNull()).isTrue();

    var newest = json(ROBIN + "/history?limit=1");
    assertThat(texts(newest.at("/events"), "/verdict/status")).containsExactly("OK");
    var older = json(ROBIN + "/history?limit=1&before=" + newest.at("/next").asText());
    assertThat(texts(older.at("/events"), "/verdict/status")).containsExactly("FAIL");

    var digest = first.headers().firstValue("Docker-Content-Digest").orElseThrow();
    var own = json("/api/v2/images/birds/robin@" + digest + "/history");
    assertThat(texts(own.at("/events"), "/digest")).containsExactly(digest);
  }

  @Test
  void whatIsGoneHasAHistoryAndWhatNeverWasHasNone() throws Exception {
    server.push("birds/robin", "1", image("3.0.11-1").build());
    untilTold(ROBIN + "/history", 1);
    var gone = server.send(server.request("/v2/birds/robin/manifests/1").DELETE());
    assertThat(gone.statusCode()).as(gone.body()).isEqualTo(202);
    untilTold(ROBIN + "/history", 2);
    assertThat(texts(json(ROBIN + "/history").at("/events"), "/type"))
        .containsExactly("image.deleted", "image.pushed");
    var never = server.get("/api/v2/images/birds%2Frobin:2/history");
    assertThat(never.statusCode()).isEqualTo(404);
    assertThat(never.body()).contains("MANIFEST_UNKNOWN");
    assertThat(server.get(ROBIN + "/history?limit=0").statusCode()).isEqualTo(400);
    assertThat(server.get(ROBIN + "/history?limit=501").statusCode()).isEqualTo(400);
    assertThat(server.get(ROBIN + "/history?before=x").statusCode()).isEqualTo(400);
  }

  @Test
  void aSummaryTellsWhatAnUpdateOfTheAdvisoriesHitAndReadersOfTheirsOnly() throws Exception {
    var since = Instant.now();
    server.push("birds/robin", "1", image("3.0.11-1").build());
    server.push("fish/trout", "1", image("3.0.11-1").build());
    server.push("fish/trout", "2", image("3.0.15-1").build());
    untilTold("/api/v2/images/fish%2Ftrout:2/history", 1);
    newAdvisories();
    var path = "/api/v2/changes/summary?since=" + since;
    until(() -> json(path).at("/causes/0/images").asInt() == 2);
    var summary = json(path);
    assertThat(summary.at("/pushed").asInt()).isEqualTo(3);
    assertThat(summary.at("/deleted").asInt()).isZero();
    assertThat(summary.at("/causes")).hasSize(1);
    assertThat(summary.at("/causes/0/kind").asText()).isEqualTo("advisories");
    assertThat(summary.at("/causes/0/appeared").asInt()).isEqualTo(2);
    assertThat(texts(summary.at("/causes/0/examples"), ""))
        .containsExactlyInAnyOrder("birds/robin:1", "fish/trout:1");

    var reader = reader("ann", "birds");
    var theirs = json(as(reader, path));
    assertThat(theirs.at("/pushed").asInt()).isEqualTo(1);
    assertThat(theirs.at("/causes/0/images").asInt()).isEqualTo(1);
    assertThat(theirs.at("/causes/0/appeared").asInt()).isEqualTo(1);
    assertThat(theirs.toString()).contains("birds/robin").doesNotContain("fish");
    assertThat(as(reader, path + "&namespace=fish").statusCode()).isEqualTo(404);
    assertThat(as(reader, "/api/v2/images/fish%2Ftrout:1/history").statusCode()).isEqualTo(404);
    assertThat(json(path + "&namespace=fish").at("/pushed").asInt()).isEqualTo(2);

    var later = json("/api/v2/changes/summary?since=" + Instant.now());
    assertThat(later.at("/causes")).isEmpty();
    assertThat(later.at("/pushed").asInt()).isZero();
    assertThat(server.get("/api/v2/changes/summary").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v2/changes/summary?since=monday").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v2/changes/summary?since=" + "9".repeat(99)).statusCode())
        .isEqualTo(400);
  }
}
