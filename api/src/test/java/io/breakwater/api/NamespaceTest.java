package io.breakwater.api;

import static io.breakwater.api.Content.MANIFEST;
import static io.breakwater.api.Content.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Namespaces over `/api/`.
class NamespaceTest {
  private static final String BIRDS = "/api/v2/namespaces/birds";

  @TempDir Path folder;
  private TestServer server;
  private Client admin;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(folder);
    admin = server.as("admin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listHoldsWhatOneMaySee() {
    assertThat(admin.get("/api/v1/namespaces").text()).isEqualTo("[\"birds\",\"fish\",\"open\"]");
    assertThat(server.as("robin").get("/api/v1/namespaces").text()).isEqualTo("[\"birds\"]");
    var details = server.as("robin").get("/api/v1/namespaces/details");
    assertThat(details.member("name")).isEqualTo("birds");
    assertThat(details.member("account")).isEqualTo("acme");
    assertThat(server.as("stranger").get("/api/v1/namespaces").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/namespaces", "Account", "other").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/namespaces", "Account", "no account").status()).isEqualTo(400);
  }

  @Test
  void managerCreatesAndDeletesAndBothAreRemembered() {
    assertThat(admin.put("/api/v1/namespaces/new", new byte[0]).status()).isEqualTo(201);
    assertThat(admin.put("/api/v1/namespaces/new", new byte[0]).status()).isEqualTo(200);
    assertThat(admin.delete("/api/v1/namespaces/new").status()).isEqualTo(204);
    assertThat(admin.delete("/api/v1/namespaces/new").status()).isEqualTo(404);
    assertThat(server.audit.lines())
        .contains(
            "SUCCESS container-registry.namespace.create admin new",
            "SUCCESS container-registry.namespace.delete admin new");
    var wrong = admin.put("/api/v1/namespaces/New%20One", new byte[0]);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.member("code")).isEqualTo("NAME_INVALID");
    assertThat(wrong.member("request-id")).isEqualTo(wrong.header("X-Request-Id"));
  }

  @Test
  void othersDoNot() {
    assertThat(server.as("wren").put("/api/v1/namespaces/new", new byte[0]).status())
        .isEqualTo(403);
    assertThat(server.as("wren").delete("/api/v1/namespaces/birds").status()).isEqualTo(403);
    assertThat(server.as("wren").delete("/api/v1/namespaces/fish").status()).isEqualTo(404);
    assertThat(server.as("wren").patch(BIRDS, bytes("{}")).status()).isEqualTo(403);
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.namespace.delete wren namespace birds");
  }

  @Test
  void tokenForRepositoriesManagesNothing() {
    var token = admin.get("/oauth/token?scope=repository:birds/robin:*").member("token");
    assertThat(server.with("Bearer " + token).get("/api/v1/namespaces").status()).isEqualTo(401);
  }

  @Test
  void settingsCountFromTheNextRequestOn() {
    Content.push(
        admin, "birds/robin", "v1", MANIFEST, Content.image(admin, "birds/robin", "layer"));
    assertThat(server.anonymous().get("/v2/birds/robin/manifests/v1").status()).isEqualTo(401);
    var changed =
        admin.patch(
            BIRDS,
            bytes("{\"anonymousPull\":true,\"quotaBytes\":10,\"immutableTags\":[\"**:v*\"]}"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.text())
        .contains("\"anonymousPull\":true", "\"quotaBytes\":10", "[\"**:v*\"]");
    assertThat(server.anonymous().get("/v2/birds/robin/manifests/v1").status()).isEqualTo(200);
    var full =
        admin.post(
            "/v2/birds/robin/blobs/uploads/?digest=" + "sha256:" + "0".repeat(64), new byte[20]);
    assertThat(full.status()).isEqualTo(403);
    assertThat(full.text()).contains("\"quotaBytes\":10");
    assertThat(admin.delete("/v2/birds/robin/manifests/v1").status()).isEqualTo(403);
    assertThat(admin.patch(BIRDS, bytes("{\"quotaBytes\":null}")).text())
        .contains("\"quotaBytes\":null", "\"anonymousPull\":true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"quotaBytes\":\"10\"}",
        "{\"quotaBytes\":-1}",
        "{\"quotaBytes\":99999999999999999999}",
        "{\"anonymousPull\":true,\"anonymousPull\":false}",
        "{\"anonymouspull\":true}",
        "{\"immutableTags\":[1]}",
        "{\"immutableTags\":[\"[\"]}",
        "{\"pullPolicy\":\"some\"}",
        "{\"pullGrace\":\"PT1H\"}",
        "{} {}"
      })
  void settingsThatAreNoneAreRefused(String body) {
    assertThat(admin.patch(BIRDS, bytes(body)).status()).isEqualTo(400);
  }
}
