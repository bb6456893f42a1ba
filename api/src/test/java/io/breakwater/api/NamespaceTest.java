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

/// Settings of namespaces over `/api/v2/`.
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
  void othersDoNot() {
    assertThat(server.as("wren").patch(BIRDS, bytes("{}")).status()).isEqualTo(403);
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.settings.set wren namespace birds");
  }

  @Test
  void tokenForRepositoriesManagesNothing() {
    var token = admin.get("/oauth/token?scope=repository:birds/robin:*").member("token");
    assertThat(server.with("Bearer " + token).get(BIRDS).status()).isEqualTo(401);
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

  @Test
  void whatIsNoSettingIsToldThoseThereAre() {
    var answer = admin.patch(BIRDS, bytes("{\"quota\":1}"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("detail"))
        .contains("there is no setting quota")
        .contains("anonymousPull, quotaBytes, immutableTags, pullPolicy and pullGrace");
  }
}
