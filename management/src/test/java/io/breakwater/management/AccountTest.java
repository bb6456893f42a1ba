package io.breakwater.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
  private static final String AUTH = "/api/v1/auth";
  private static final String SETTINGS = "/api/v1/settings";

  @TempDir Path folder;
  private ManagementServer server;
  private Client admin;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer(folder);
    admin = server.as("admin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void authorizationIsByRoleAndStaysSo() {
    assertThat(admin.get(AUTH).text()).isEqualTo("{\"iam_authz\":true,\"private_only\":false}");
    assertThat(admin.patch(AUTH, "{\"iam_authz\":true}").status()).isEqualTo(204);
    var off = admin.patch(AUTH, "{\"iam_authz\":false,\"private_only\":true}");
    assertThat(off.status()).isEqualTo(400);
    assertThat(off.text()).contains("always true");
    assertThat(admin.get(AUTH).text()).isEqualTo("{\"iam_authz\":true,\"private_only\":false}");
  }

  @Test
  void settingsAreOfOneAccount() {
    assertThat(admin.patch(SETTINGS, "{\"platform_metrics\":true}").status()).isEqualTo(204);
    assertThat(admin.get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":true}");
    assertThat(server.as("hawk").get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":false}");
    assertThat(admin.patch(SETTINGS, "{\"platform_metrics\":false}").status()).isEqualTo(204);
    assertThat(admin.get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":false}");
    assertThat(server.remembered())
        .contains("SUCCESS container-registry.settings.set admin account acme");
  }

  @Test
  void membersThatAreNotKnownArePassedOverUnlessThereAreNoOthers() {
    var more = "{\"platform_metrics\":true,\"new\":{\"a\":[1,{\"b\":null}]},\"other\":1e3}";
    assertThat(admin.patch(SETTINGS, more).status()).isEqualTo(204);
    assertThat(admin.get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":true}");
    assertThat(admin.patch(SETTINGS, "{\"platformMetrics\":false}").status()).isEqualTo(400);
    assertThat(admin.patch(SETTINGS, "{\"platform_metrics\":null}").status()).isEqualTo(204);
    assertThat(admin.patch(SETTINGS, "{}").status()).isEqualTo(204);
    assertThat(admin.get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "true",
        "{\"platform_metrics\":\"true\"}",
        "{\"platform_metrics\":1}",
        "{\"platform_metrics\":[true]}",
        "{\"platform_metrics\":true,\"platform_metrics\":false}",
        "{\"platform_metrics\":true} {}"
      })
  void whatIsNoSuchObjectIsRefused(String body) {
    assertThat(admin.patch(SETTINGS, body).status()).isEqualTo(400);
    assertThat(admin.get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":false}");
  }

  @Test
  void bodiesHaveLimits() {
    var deep = "{\"x\":" + "[".repeat(20) + "]".repeat(20) + ",\"platform_metrics\":true}";
    assertThat(admin.patch(SETTINGS, deep).status()).isEqualTo(400);
    var large = "{\"x\":[" + "\"1234567\",".repeat(8_000) + "1],\"platform_metrics\":true}";
    assertThat(admin.patch(SETTINGS, large).status()).isEqualTo(413);
    var form = admin.send("PATCH", SETTINGS, "{}", "Content-Type", "text/plain");
    assertThat(form.status()).isEqualTo(415);
    assertThat(admin.get(SETTINGS).text()).isEqualTo("{\"platform_metrics\":false}");
  }

  @Test
  void onlyManagersOfTheAccountChangeIt() {
    assertThat(server.as("wren").patch(AUTH, "{\"private_only\":true}").status()).isEqualTo(403);
    assertThat(server.as("hawk").send("GET", AUTH, "", "Account", "acme").status()).isEqualTo(404);
    assertThat(server.anonymous().patch(AUTH, "{\"private_only\":true}").status()).isEqualTo(401);
    assertThat(admin.get(AUTH).text()).contains("\"private_only\":false");
  }

  @Test
  void privateAccountIsPulledFromOverPrivateConnectionsOnly() {
    assertThat(admin.patch(AUTH, "{\"private_only\":true}").status()).isEqualTo(204);
    assertThat(admin.get(AUTH).text()).contains("\"private_only\":true");
    var tags = "/v2/birds/robin/tags/list";
    assertThat(admin.get(tags).status()).isEqualTo(404);
    assertThat(admin.get(tags, "X-Forwarded-For", "10.1.2.3, 192.168.7.1").status()).isEqualTo(404);
    assertThat(admin.get(tags, "X-Forwarded-For", "10.1.2.3, 203.0.113.9").status()).isEqualTo(403);
    assertThat(admin.get(tags, "X-Forwarded-For", "localhost").status()).isEqualTo(403);
    assertThat(admin.get(tags, "Forwarded", "for=10.1.2.3").status()).isEqualTo(403);
    var escaped = admin.get("/v2/%62irds/robin/tags/list", "X-Forwarded-For", "203.0.113.9");
    assertThat(escaped.status()).isEqualTo(403);
    var other = server.as("hawk").get("/v2/hawks/one/tags/list", "X-Forwarded-For", "203.0.113.9");
    assertThat(other.status()).isEqualTo(404);
    assertThat(server.remembered())
        .contains("DENIED container-registry.image.pull anonymous repository birds/robin");
    assertThat(admin.patch(AUTH, "{\"private_only\":false}").status()).isEqualTo(204);
    assertThat(admin.get(tags, "X-Forwarded-For", "203.0.113.9").status()).isEqualTo(404);
  }

  @Test
  void messagesAreTextOrNothing() {
    var robin = server.as("robin");
    assertThat(robin.get("/api/v1/messages").status()).isEqualTo(204);
    server.messages = List.of("One.", "Two \"quoted\".");
    var answer = robin.get("/api/v1/messages");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.text()).isEqualTo("\"One.\\nTwo \\\"quoted\\\".\"");
    assertThat(server.anonymous().get("/api/v1/messages").status()).isEqualTo(401);
  }
}
