package io.breakwater.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Events of a running server, and who is told of them.
@Timeout(120)
class NotificationsTest {
  private static final String SUBSCRIPTIONS = "/api/v2/subscriptions";

  @TempDir Path folder;
  private RunningServer server;
  private Hook hook;

  @BeforeEach
  void start() throws Exception {
    RunningServer.advisories(folder, feeds());
    server = RunningServer.start(folder, "notifications.allow-private-targets=true");
    hook = new Hook();
  }

  @AfterEach
  void stop() {
    hook.close();
    server.close();
  }

  private static FeedFolderBuilder feeds() {
    return new FeedFolderBuilder().debianFixed("openssl", "CVE-2026-1008", "bookworm", "3.0.12-1");
  }

  private static ImageBuilder image() {
    return new ImageBuilder()
        .layer(new DpkgStatus().add("libssl3", "3.0.11-1", "amd64").source("openssl").bookworm());
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  private JsonNode subscribe(String filter) throws Exception {
    var answer =
        call(
            "POST",
            SUBSCRIPTIONS,
            "{\"name\":\"ci\",\"kind\":\"webhook\",\"target\":\""
                + hook.address()
                + "\",\"filter\":"
                + filter
                + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private static void until(Callable<Boolean> reached) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("within 20 s").isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void aPushAndNewAdvisoriesAreToldSignedAndOnce() throws Exception {
    var subscription = subscribe("{\"types\":[\"image.pushed\",\"issue.appeared\"]}");
    server.push("birds/robin", "1", image().build());
    until(() -> hook.received.size() == 1);
    var pushed = hook.received.getFirst();
    assertThat(pushed.signedWith(subscription.at("/secret").asText())).isTrue();
    var event = new ObjectMapper().readTree(pushed.body());
    assertThat(event.at("/type").asText()).isEqualTo("io.breakwater.image.pushed");
    assertThat(event.at("/id").asText()).isEqualTo(pushed.id());
    assertThat(event.at("/data/verdict/status").asText()).isEqualTo("FAIL");
    assertThat(event.at("/data/fix/commands/0").asText()).contains("libssl3");
    assertThat(server.get(linked(event)).statusCode())
        .as("the link leads to a report")
        .isEqualTo(200);

    RunningServer.advisories(
        folder, feeds().debianFixed("openssl", "CVE-2026-1009", "bookworm", "3.0.14-1"));
    until(() -> hook.received.size() == 2);
    var appeared = new ObjectMapper().readTree(hook.received.get(1).body());
    assertThat(appeared.at("/type").asText()).isEqualTo("io.breakwater.issue.appeared");
    assertThat(appeared.at("/data/issues")).hasSize(1);
    assertThat(appeared.at("/data/issues/0/id").asText()).isEqualTo("CVE-2026-1009");
    assertThat(appeared.at("/data/cause/kind").asText()).isEqualTo("advisories");
  }

  private String linked(JsonNode event) {
    var link = event.at("/data/link").asText();
    var path = link.substring(link.indexOf("/va/"));
    // The port of a test's server is not the one that it was configured with.
    return path.replace("localhost%3A0", "localhost%3A" + server.at("/").getPort());
  }

  @Test
  void anExemptionIsToldWithinASecond() throws Exception {
    server.push("birds/robin", "1", image().build());
    until(() -> json(server.get("/api/v2/events")).at("/events").size() == 1);
    subscribe("{\"types\":[\"exemption.added\",\"image.verdict-changed\"]}");
    var since = Instant.now();
    var added = call("POST", "/va/api/v4/exempt/image/birds/issue/cve/CVE-2026-1008", "{}");
    assertThat(added.statusCode()).isEqualTo(201);
    until(() -> !hook.received.isEmpty());
    assertThat(Duration.between(since, Instant.now())).isLessThan(Duration.ofSeconds(3));
    until(() -> hook.received.stream().anyMatch(one -> one.body().contains("verdict-changed")));
  }

  @Test
  void whatIsNotTakenIsKeptAndTriedAgainWhenAsked() throws Exception {
    hook.status = 410;
    var id = subscribe("{\"types\":[\"*\"]}").at("/id").asText();
    server.push("birds/robin", "1", image().build());
    var letters = SUBSCRIPTIONS + "/" + id + "/dead-letters";
    until(() -> json(server.get(letters)).at("/dead_letters").size() == 1);
    var letter = json(server.get(letters)).at("/dead_letters/0");
    assertThat(letter.at("/error").asText()).isEqualTo("answered 410");
    hook.status = 200;
    var again = letters + "/" + letter.at("/event").asText() + "/retry";
    assertThat(call("POST", again, "").statusCode()).isEqualTo(202);
    until(() -> hook.received.size() == 2);
    assertThat(hook.received.get(0).id()).isEqualTo(hook.received.get(1).id());
    until(() -> json(server.get(letters)).at("/dead_letters").isEmpty());
    assertThat(call("POST", again, "").statusCode()).isEqualTo(404);
    assertThat(server.get("/metrics").body())
        .contains("breakwater_notifications_total{outcome=\"delivered\"} 1")
        .contains("breakwater_notifications_total{outcome=\"dead\"} 1")
        .contains("breakwater_notifications_waiting 0");
  }

  @Test
  void aTestTellsWhatWasAnswered() throws Exception {
    var id = subscribe("{}").at("/id").asText();
    var answer = call("POST", SUBSCRIPTIONS + "/" + id + "/test", "");
    assertThat(json(answer).at("/taken").asBoolean()).isTrue();
    assertThat(json(answer).at("/answer").asText()).isEqualTo("answered 204");
    assertThat(hook.received.getFirst().body()).contains("io.breakwater.test");
    assertThat(json(server.get("/api/v2/events")).at("/events")).as("in no log").isEmpty();
  }

  @Test
  void aSecretIsShownOnceAndWrongBodiesAreRefused() throws Exception {
    var id = subscribe("{}").at("/id").asText();
    assertThat(server.get(SUBSCRIPTIONS).body()).contains(id).doesNotContain("whsec_");
    assertThat(server.get(SUBSCRIPTIONS + "/" + id).body()).doesNotContain("whsec_");
    var renewed = call("PATCH", SUBSCRIPTIONS + "/" + id, "{\"new_secret\":true,\"paused\":true}");
    assertThat(json(renewed).at("/secret").asText()).startsWith("whsec_");
    assertThat(json(renewed).at("/paused").asBoolean()).isTrue();
    for (var body :
        new String[] {
          "{\"name\":\"x\",\"kind\":\"webhook\",\"target\":\"http://example.com/\"}",
          "{\"name\":\"x\",\"kind\":\"pigeon\",\"target\":\"https://example.com/\"}",
          "{\"name\":\"x\",\"kind\":\"webhook\",\"target\":\"https://example.com/\",\"tune\":1}",
          "{\"name\":\"x\",\"kind\":\"webhook\",\"target\":\"https://example.com/\",\"filter\":[]}",
          "[]",
          "{"
        }) {
      assertThat(call("POST", SUBSCRIPTIONS, body).statusCode()).as(body).isEqualTo(400);
    }
    var mail = "{\"name\":\"x\",\"kind\":\"email\",\"target\":\"a@example.com\"}";
    var refused = call("POST", SUBSCRIPTIONS, mail);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("smtp.host");
    assertThat(call("POST", SUBSCRIPTIONS, " ".repeat(70_000)).statusCode()).isEqualTo(413);
    assertThat(server.anonymous(SUBSCRIPTIONS).statusCode()).isEqualTo(401);
    assertThat(server.anonymous("/api/v2/events").statusCode()).isEqualTo(401);
    assertThat(call("DELETE", SUBSCRIPTIONS + "/" + id, "").statusCode()).isEqualTo(204);
    assertThat(server.get(SUBSCRIPTIONS + "/" + id).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v2/audit").body())
        .contains("container-registry.subscription.create")
        .contains("container-registry.subscription.delete");
  }

  @Test
  void eventsArePagedAndFiltered() throws Exception {
    server.push("birds/robin", "1", image().build());
    server.push("fish/cod", "1", image().build());
    until(() -> json(server.get("/api/v2/events")).at("/events").size() == 2);
    var first = json(server.get("/api/v2/events?limit=1"));
    assertThat(first.at("/events/0/subject").asText()).startsWith("birds/robin@");
    assertThat(first.at("/more").asBoolean()).isTrue();
    var second = json(server.get("/api/v2/events?after=" + first.at("/next").asText()));
    assertThat(second.at("/events")).hasSize(1);
    assertThat(json(server.get("/api/v2/events?namespace=fish")).at("/events")).hasSize(1);
    assertThat(json(server.get("/api/v2/events?type=image.deleted")).at("/events")).isEmpty();
    for (var query : new String[] {"limit=0", "limit=1001", "after=x", "type=nonsense"}) {
      assertThat(server.get("/api/v2/events?" + query).statusCode()).as(query).isEqualTo(400);
    }
    server.send(server.request("/v2/fish/cod/manifests/1").DELETE());
    until(() -> json(server.get("/api/v2/events?type=image.deleted")).at("/events").size() == 1);
  }

  @Test
  void whoListensIsToldAtOnceAndGoesOnWhereTheyWere() throws Exception {
    server.push("birds/robin", "1", image().build());
    until(() -> json(server.get("/api/v2/events")).at("/events").size() == 1);
    var client = HttpClient.newHttpClient();
    var request =
        server
            .request("/api/v2/events")
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", "0")
            .build();
    var answer = client.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    try (var in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(in.readLine()).isEqualTo("retry: 3000");
      assertThat(in.readLine()).isEmpty();
      var one = event(in);
      assertThat(one.get(1)).isEqualTo("event: io.breakwater.image.pushed");
      server.push("fish/cod", "1", image().build());
      var two = event(in);
      assertThat(two.get(0)).startsWith("id: ").isNotEqualTo(one.get(0));
      assertThat(two.get(2)).startsWith("data: {\"specversion\":\"1.0\"").contains("fish/cod");
      assertThat(server.get("/metrics").body()).contains("breakwater_events_listeners 1");
      var since = System.nanoTime();
      assertThat(server.server().stop()).as("who listens does not hold up the stop").isTrue();
      assertThat(System.nanoTime() - since).isLessThan(Duration.ofSeconds(10).toNanos());
      assertThat(in.readLine()).isNull();
    }
  }

  private static List<String> event(BufferedReader in) throws Exception {
    var lines = new ArrayList<String>();
    for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }
}
