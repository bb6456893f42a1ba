package io.breakwater.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
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
        .layer(new DpkgStatus().add("libssl3", openssl, "amd64").source("openssl").bookworm());
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
  void exemptionsOfANamespaceThatIsCalledAccountAreNotToldToOthers() throws Exception {
    server.push("birds/robin", "1", image("3.0.15-1").build());
    server.push("account/robin", "1", image("3.0.15-1").build());
    untilTold(ROBIN + "/history", 1);
    untilTold("/api/v2/images/account%2Frobin:1/history", 1);
    for (var resource : List.of("account", "")) {
      var address = resource.isEmpty() ? "" : "/" + resource;
      var made =
          server.send(
              server
                  .request("/va/api/v4/exempt/image" + address + "/issue/cve/CVE-2026-1008")
                  .POST(BodyPublishers.noBody()));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
    untilTold("/api/v2/images/account%2Frobin:1/history", 3);
    untilTold(ROBIN + "/history", 2);
    var reader = reader("ann", "birds");
    var since = "/api/v2/changes?since=2026-01-01T00:00:00Z";
    assertThat(texts(json(as(reader, since)).at("/events"), "/exemption/scope"))
        .containsOnly("", "*");
    assertThat(texts(json(since).at("/events"), "/exemption/scope")).contains("account", "*");
    var history = json(as(reader, ROBIN + "/history"));
    assertThat(texts(history.at("/events"), "/exemption/scope")).containsExactly("*", "");
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

  @Test
  void anIssueIsInAnImageSinceThePushOrSinceTheAdvisoriesThatBroughtIt() throws Exception {
    var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    server.push("birds/robin", "1", image("3.0.11-1").build());
    untilTold(ROBIN + "/history", 1);
    var pushed = json("/api/v2/issues/CVE-2026-1008").at("/images/0/since").asText();
    var between = Instant.now();
    assertThat(Instant.parse(pushed)).isBetween(before, between);
    Thread.sleep(1_100);
    newAdvisories();
    untilTold(ROBIN + "/history", 2);
    var brought = json("/api/v2/issues/CVE-2026-1009").at("/images/0/since").asText();
    var event = json(ROBIN + "/history").at("/events/0");
    assertThat(texts(event.at("/issues"), "/id")).containsExactly("CVE-2026-1009");
    assertThat(Instant.parse(brought))
        .isAfterOrEqualTo(between.truncatedTo(ChronoUnit.SECONDS))
        .isAfter(Instant.parse(pushed))
        .isEqualTo(Instant.parse(event.at("/time").asText()).truncatedTo(ChronoUnit.SECONDS));
    assertThat(json("/api/v2/issues/CVE-2026-1008").at("/images/0/since").asText())
        .isEqualTo(pushed);
  }

  @Test
  void whatChangedForAnImageIsToldSinceATime() throws Exception {
    var beginning = Instant.now();
    server.push("birds/robin", "1", image("3.0.11-1").build());
    untilTold(ROBIN + "/history", 1);
    var since = Instant.now();
    newAdvisories();
    untilTold(ROBIN + "/history", 2);
    var changes = json(ROBIN + "/changes?since=" + since);
    assertThat(changes.at("/from/status").asText()).isEqualTo("FAIL");
    assertThat(changes.at("/from/issues").asInt()).isEqualTo(1);
    assertThat(changes.at("/to/issues").asInt()).isEqualTo(2);
    assertThat(changes.at("/complete").asBoolean()).isTrue();
    assertThat(texts(changes.at("/appeared"), "/id")).containsExactly("CVE-2026-1009");
    assertThat(changes.at("/counts/appeared").asInt()).isEqualTo(1);
    assertThat(changes.at("/pushes").asInt()).isZero();

    server.push("birds/robin", "1", image("3.0.15-1").build());
    untilTold(ROBIN + "/history", 3);
    var pushed = json(ROBIN + "/changes?since=" + since);
    assertThat(pushed.at("/from/digest")).isEqualTo(changes.at("/to/digest"));
    assertThat(pushed.at("/to/status").asText()).isEqualTo("OK");
    assertThat(pushed.at("/appeared")).as("in an image that it names no more").isEmpty();
    assertThat(pushed.at("/pushes").asInt()).isEqualTo(1);
    var all = json(ROBIN + "/changes?since=" + beginning);
    assertThat(all.at("/from").isNull()).isTrue();
    assertThat(all.at("/pushes").asInt()).isEqualTo(2);
    var before = json(ROBIN + "/changes?since=2026-01-01T00:00:00Z");
    assertThat(before.at("/complete").asBoolean()).isFalse();

    server.send(server.request("/v2/birds/robin/manifests/1").DELETE());
    untilTold(ROBIN + "/history", 4);
    assertThat(json(ROBIN + "/changes?since=" + since).at("/to").isNull()).isTrue();
    assertThat(server.get(ROBIN + "/changes").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v2/images/birds%2Frobin:9/changes?since=" + since).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReaderPagesThroughAndListensToWhatHappensInTheirNamespaceOnly() throws Exception {
    server.push("birds/robin", "1", image("3.0.11-1").build());
    server.push("fish/trout", "1", image("3.0.11-1").build());
    untilTold("/api/v2/changes", 2);
    var reader = reader("ann", "birds");
    var page = json(as(reader, "/api/v2/changes"));
    assertThat(texts(page.at("/events"), "/repository")).containsExactly("birds/robin");
    assertThat(page.at("/more").asBoolean()).isFalse();
    var next = page.at("/next").asText();
    assertThat(json(as(reader, "/api/v2/changes?after=" + next)).at("/events")).isEmpty();
    assertThat(as(reader, "/api/v2/changes?namespace=fish").statusCode()).isEqualTo(404);
    var one = json("/api/v2/changes?limit=1");
    assertThat(one.at("/more").asBoolean()).isTrue();
    var two = json("/api/v2/changes?limit=1&after=" + one.at("/next").asText());
    assertThat(two.at("/events/0/id").asText()).isNotEqualTo(one.at("/events/0/id").asText());
    assertThat(json("/api/v2/changes?since=" + Instant.now()).at("/events")).isEmpty();
    assertThat(json("/api/v2/changes?since=2026-01-01T00:00:00Z").at("/events")).hasSize(2);

    try (var client = HttpClient.newHttpClient()) {
      var heard = listen(client, reader, "/api/v2/changes?after=0");
      until(() -> text(heard).contains("birds/robin"));
      server.push("fish/trout", "2", image("3.0.13-1").build());
      untilTold("/api/v2/changes", 3);
      server.push("birds/robin", "2", image("3.0.13-1").build());
      until(() -> text(heard).contains("\"tags\":[\"2\"]"));
      client.shutdownNow();
      assertThat(text(heard))
          .startsWith("retry: 3000")
          .contains("data: {\"id\":")
          .doesNotContain("fish", "event:");
    }
    assertThat(as(reader, "/api/v2/changes?after=x").statusCode()).isEqualTo(400);
  }

  @Test
  void nobodyKeepsOthersFromListening() throws Exception {
    server.push("birds/robin", "1", image("3.0.11-1").build());
    var reader = reader("ann", "birds");
    try (var client = HttpClient.newHttpClient()) {
      for (var i = 0; i < 8; i++) {
        var heard = listen(client, reader, "/api/v2/changes?after=0");
        until(() -> !heard.isEmpty());
      }
      var ninth =
          server.send(
              HttpRequest.newBuilder(server.at("/api/v2/changes"))
                  .header("Authorization", reader)
                  .header("Accept", "text/event-stream")
                  .GET());
      assertThat(ninth.statusCode()).isEqualTo(503);
      assertThat(ninth.headers().firstValue("Retry-After")).contains("30");
      var other = listen(client, reader("bob", "birds"), "/api/v2/changes?after=0");
      until(() -> text(other).contains("birds/robin"));
      client.shutdownNow();
    }
  }

  private static String text(Queue<String> lines) {
    return String.join("\n", lines);
  }

  /// Listens on a thread of its own until the client is shut down.
  private Queue<String> listen(HttpClient client, String login, String path) {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    var request =
        HttpRequest.newBuilder(server.at(path))
            .header("Authorization", login)
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var lines = client.send(request, BodyHandlers.ofLines()).body()) {
                lines.forEach(heard::add);
              } catch (IOException | UncheckedIOException | InterruptedException e) {
                heard.add("the end");
              }
            });
    return heard;
  }

  @Test
  void theImagesOfEachDayAreCountedForWhomMaySeeThem() throws Exception {
    server.push("birds/robin", "1", image("3.0.11-1").build());
    server.push("fish/trout", "1", image("3.0.11-1").build());
    server.push("fish/trout", "2", image("3.0.15-1").build());
    untilTold("/api/v2/changes", 3);
    server.close();
    server = RunningServer.start(folder);
    var path = "/api/v2/overview/history";
    assertThat(server.get(path + "?days=401").statusCode()).isEqualTo(400);
    until(() -> json(path).at("/days/0/images").asInt() == 3);
    var all = json(path);
    assertThat(texts(all.at("/days"), "/day"))
        .containsExactly(LocalDate.now(ZoneOffset.UTC).toString());
    assertThat(all.at("/distinct").asBoolean()).isTrue();
    assertThat(all.at("/days/0/verdicts/FAIL").asInt()).isEqualTo(2);
    assertThat(all.at("/days/0/verdicts/OK").asInt()).isEqualTo(1);
    assertThat(all.at("/days/0/severities").elements().next().asInt())
        .as("one issue in two namespaces")
        .isEqualTo(1);
    var reader = reader("ann", "birds");
    var theirs = json(as(reader, path));
    assertThat(theirs.at("/days/0/images").asInt()).isEqualTo(1);
    assertThat(theirs.at("/days/0/verdicts").toString()).isEqualTo("{\"FAIL\":1}");
    assertThat(as(reader, path + "?namespace=fish").statusCode()).isEqualTo(404);
    assertThat(json(path + "?namespace=fish").at("/days/0/images").asInt()).isEqualTo(2);
  }
}
