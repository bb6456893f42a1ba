package io.breakwater.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What exemptions hide, and would.
class ExemptionEffectTest {
  private static final String CVE = "CVE-2026-1008";
  private static final String OTHER = "CVE-2026-1009";
  private static final String PREVIEW = "/api/v2/exemptions/preview";

  @TempDir static Path folder;
  private static RunningServer server;
  private static Built old;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", CVE, "bookworm", "3.0.12-1")
            .debianFixed("openssl", OTHER, "bookworm", "3.0.14-1"));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    old = image("3.0.11-1");
    server.push("birds/robin", "old", old);
    server.push("birds/wren", "both", old);
    server.push("birds/robin", "new", image("3.0.15-1"));
    server.push("fish/trout", "1", image("3.0.13-1"));
    server.pushArtifact("fish/note", "1", new byte[] {1});
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingExempt() throws Exception {
    for (var one : json(server.get("/api/v2/exemptions")).at("/exemptions")) {
      var path =
          "/api/v2/exemptions/"
              + one.at("/scope").asText().replace("/", "%2F")
              + "/issue/"
              + one.at("/type").asText()
              + "/"
              + one.at("/issue").asText();
      assertThat(server.send(server.request(path).DELETE()).statusCode()).isEqualTo(204);
    }
  }

  /// Two packages of one source, so that each issue is two findings.
  private static Built image(String openssl) {
    return new ImageBuilder()
        .user("app")
        .layer(
            new DpkgStatus()
                .add("libssl3", openssl, "amd64")
                .source("openssl")
                .add("openssl", openssl, "amd64")
                .bookworm())
        .build();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return new ObjectMapper().readTree(answer.body());
  }

  private static String body(String resource, String type, String issue) {
    return """
    {"resource":"%s","type":"%s","issue":"%s"}\
    """
        .formatted(resource, type, issue);
  }

  private static JsonNode preview(String resource, String issue) throws Exception {
    return json(send("POST", PREVIEW, body(resource, "cve", issue)));
  }

  private static List<String> changed(JsonNode preview) {
    var lines = new ArrayList<String>();
    for (var one : preview.at("/changed")) {
      lines.add(
          "%s:%s %s→%s %s"
              .formatted(
                  one.at("/image").asText(),
                  one.at("/tag").asText(),
                  one.at("/before").asText(),
                  one.at("/after").asText(),
                  one.at("/hides").asText()));
    }
    return lines;
  }

  private static void exempt(String resource, String issue) throws Exception {
    var path = "/api/v2/exemptions/" + resource + "/issue/cve/" + issue;
    assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(201);
  }

  @Test
  void aPreviewSaysWhichImagesWouldChangeAndStoresNothing() throws Exception {
    var preview = preview("*", OTHER);

    assertThat(preview.at("/images").asInt()).isEqualTo(3);
    assertThat(preview.at("/hides").asInt()).isEqualTo(6);
    assertThat(preview.at("/known/images").asInt()).isEqualTo(4);
    assertThat(preview.at("/known/judged").asInt()).isEqualTo(4);
    assertThat(preview.at("/known/more").asBoolean()).isFalse();
    assertThat(changed(preview))
        .containsExactlyInAnyOrder(
            "birds/robin:old FAIL→FAIL 2",
            "birds/wren:both FAIL→FAIL 2",
            "fish/trout:1 FAIL→WARN 2");
    assertThat(json(server.get("/api/v2/exemptions")).at("/exemptions")).isEmpty();
    assertThat(preview("*", OTHER)).isEqualTo(preview);
  }

  @Test
  void aPreviewIsOfItsScope() throws Exception {
    assertThat(changed(preview("fish", OTHER))).containsExactly("fish/trout:1 FAIL→WARN 2");
    assertThat(changed(preview("birds/wren", CVE))).containsExactly("birds/wren:both FAIL→FAIL 2");
    assertThat(changed(preview("birds/robin:old", CVE)))
        .containsExactly("birds/robin:old FAIL→FAIL 2");
    assertThat(changed(preview("birds/robin@" + old.digest(), CVE)))
        .containsExactly("birds/robin:old FAIL→FAIL 2");
    var nothing = preview("birds/robin:new", CVE);
    assertThat(nothing.at("/images").asInt()).isZero();
    assertThat(nothing.at("/known/judged").asInt()).isOne();
    assertThat(preview("birds/robin:none", CVE).at("/known/images").asInt()).isZero();
  }

  @Test
  void whatIsExemptAlreadyIsNotHiddenOnceMore() throws Exception {
    exempt("fish", OTHER);
    assertThat(changed(preview("*", OTHER)))
        .containsExactlyInAnyOrder("birds/robin:old FAIL→FAIL 2", "birds/wren:both FAIL→FAIL 2");
  }

  @Test
  void whatEachExemptionHidesIsCountedForItself() throws Exception {
    exempt("*", OTHER);
    exempt("birds%2Frobin", OTHER);
    exempt("birds%2Frobin:new", CVE);
    var found = json(server.get("/api/v2/exemptions?effect=true")).at("/exemptions");

    var lines = new ArrayList<String>();
    for (var one : found) {
      lines.add(
          "%s %s %s of %s"
              .formatted(
                  one.at("/scope").asText(),
                  one.at("/hides/images").asText(),
                  one.at("/hides/findings").asText(),
                  one.at("/hides/known/judged").asText()));
      assertThat(one.at("/status").asText()).isEqualTo("active");
    }
    assertThat(lines)
        .containsExactlyInAnyOrder(
            "* 3 6 of 4", "birds/robin 1 2 of 2", "birds/robin:new 0 0 of 1");
    assertThat(json(server.get("/api/v2/exemptions")).at("/exemptions/0").has("hides")).isFalse();
    assertThat(server.get("/api/v2/exemptions?effect=maybe").statusCode()).isEqualTo(400);
  }

  @Test
  void whatCannotBeMeantIsRefused() throws Exception {
    assertThat(send("POST", PREVIEW, "{}").body()).contains("the body has no type");
    assertThat(send("POST", PREVIEW, body("*", "virus", CVE)).statusCode()).isEqualTo(400);
    assertThat(send("POST", PREVIEW, body("*", "cve", "x")).statusCode()).isEqualTo(400);
    assertThat(send("POST", PREVIEW, body("Birds/x", "cve", CVE)).statusCode()).isEqualTo(400);
    assertThat(send("POST", PREVIEW, body("cats", "cve", CVE)).body()).contains("that you may see");
    assertThat(send("POST", PREVIEW, body("cats/tom", "cve", CVE)).statusCode()).isEqualTo(404);
    assertThat(send("GET", PREVIEW, "").statusCode()).isEqualTo(404);
  }
}
