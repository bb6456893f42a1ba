package io.breakwater.server.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A server with images, and what asks it.
abstract class AdvisorApi {
  static final String FIRST = "CVE-2026-1001";
  static final String SECOND = "CVE-2026-1002";

  @TempDir static Path folder;
  static RunningServer server;
  static Built robin;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", FIRST, "bookworm", "3.0.12-1")
            .debianFixed("openssl", SECOND, "bookworm", "3.0.12-1")
            .debianOpen("openssl", "CVE-2026-1003", "bookworm")
            .debianDescription("openssl", FIRST, "A flaw.")
            .dsa(
                "DSA-5001-1",
                LocalDate.now(ZoneOffset.UTC),
                "openssl",
                "bookworm",
                "3.0.12-1",
                FIRST,
                SECOND)
            .dsa(
                "DSA-5002-1",
                LocalDate.now(ZoneOffset.UTC),
                "openssl",
                "bookworm",
                "3.0.12-1",
                SECOND));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    robin = image("3.0.11-1", "amd64").build();
    server.push("birds/robin", "1", robin);
    server.push("birds/wren", "1", image("3.0.13-1", "amd64").build());
    server.pushArtifact("birds/robin", "signature", new byte[] {1, 2, 3});
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingExempt() throws Exception {
    assertThat(post("/va/api/v4/exemptions/deleteAll").statusCode()).isEqualTo(200);
  }

  static ImageBuilder image(String openssl, String architecture) {
    return new ImageBuilder()
        .platform("linux", architecture)
        .user("app")
        .layer(new DpkgStatus().add("libssl3", openssl, architecture).source("openssl").bookworm());
  }

  static HttpResponse<String> post(String path) throws Exception {
    return server.send(server.request(path).POST(BodyPublishers.noBody()));
  }

  static HttpResponse<String> delete(String path) throws Exception {
    return server.send(server.request(path).DELETE());
  }

  static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new ObjectMapper().readTree(answer.body());
  }

  static JsonNode json(String path) throws Exception {
    return json(server.get(path), 200);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static JsonNode status(String image) throws Exception {
    return json("/va/api/v3/report/image/status/" + image);
  }

  static JsonNode exempt(String resource, String type, String id) throws Exception {
    return json(post(address(resource, type, id)), 201);
  }

  static String address(String resource, String type, String id) {
    var scope = resource.isEmpty() ? "" : "/" + encoded(resource);
    return "/va/api/v4/exempt/image" + scope + "/issue/" + type + "/" + encoded(id);
  }

  static List<String> scopes(String path) throws Exception {
    var scopes = new ArrayList<String>();
    for (var one : json("/va/api/v4" + path)) {
      scopes.add(one.at("/scope/scope_type").asText());
    }
    return scopes;
  }
}
