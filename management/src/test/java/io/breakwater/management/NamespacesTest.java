package io.breakwater.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacesTest {
  private static final String ALL = "/api/v1/namespaces";
  private static final String GROUP = "X-Auth-Resource-Group";

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

  private static String text(Object json, String name) {
    return Client.found(json, name).toString();
  }

  @Test
  void listHoldsWhatOneMaySee() {
    assertThat(admin.get(ALL).text()).isEqualTo("[\"birds\",\"fish\"]");
    assertThat(server.as("robin").get(ALL).text()).isEqualTo("[\"birds\"]");
    assertThat(server.as("stranger").get(ALL).status()).isEqualTo(404);
    assertThat(server.anonymous().get(ALL).status()).isEqualTo(401);
    assertThat(admin.get(ALL, "Account", "other").status()).isEqualTo(404);
    assertThat(admin.get(ALL, "Account", "no account").status()).isEqualTo(400);
    assertThat(server.as("hawk").get(ALL, "Account", "other").text()).isEqualTo("[\"hawks\"]");
  }

  @Test
  void detailsTellTheResourceGroupThatWasAssigned() {
    var birds = admin.get(ALL + "/details").at(0);
    assertThat(text(birds, "name")).isEqualTo("birds");
    assertThat(text(birds, "account")).isEqualTo("acme");
    assertThat(text(birds, "crn")).endsWith("::a/acme::namespace:birds");
    assertThat(text(birds, "resource_group")).isEmpty();
    assertThat(text(birds, "resource_created_date")).isEmpty();
    var assigned = admin.send("PATCH", ALL + "/birds", "", GROUP, "team-a");
    assertThat(assigned.status()).isEqualTo(200);
    assertThat(assigned.text()).isEqualTo("{\"namespace\":\"birds\"}");
    var after = server.as("robin").get(ALL + "/details").at(0);
    assertThat(text(after, "resource_group")).isEqualTo("team-a");
    assertThat(Instant.parse(text(after, "resource_created_date"))).isBefore(Instant.now());
    assertThat(Instant.parse(text(after, "updated_date")))
        .isAfterOrEqualTo(Instant.parse(text(after, "resource_created_date")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "é", "<script>"})
  void resourceGroupThatIsNoneIsRefused(String group) {
    assertThat(admin.send("PATCH", ALL + "/birds", "", GROUP, group).status()).isEqualTo(400);
    assertThat(admin.get(ALL + "/details").at(0, "resource_group")).isEqualTo("");
  }

  @Test
  void longResourceGroupIsRefused() {
    assertThat(admin.put(ALL + "/new", GROUP, "g".repeat(129)).status()).isEqualTo(400);
    assertThat(admin.put(ALL + "/new", GROUP, "g".repeat(128)).status()).isEqualTo(201);
  }

  @Test
  void managerCreatesAndDeletesAndBothAreRemembered() {
    assertThat(admin.put(ALL + "/new").status()).isEqualTo(201);
    assertThat(admin.put(ALL + "/new").status()).isEqualTo(200);
    assertThat(admin.put(ALL + "/hawks").status()).isEqualTo(409);
    assertThat(admin.delete(ALL + "/new").status()).isEqualTo(204);
    assertThat(admin.delete(ALL + "/new").status()).isEqualTo(404);
    assertThat(server.remembered())
        .contains(
            "SUCCESS container-registry.namespace.create admin new",
            "SUCCESS container-registry.namespace.delete admin new");
    var wrong = admin.put(ALL + "/New%20One");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.at("code")).isEqualTo("NAME_INVALID");
    assertThat(wrong.at("request-id")).isEqualTo(wrong.header("X-Request-Id"));
  }

  @Test
  void othersDoNot() {
    var wren = server.as("wren");
    assertThat(wren.put(ALL + "/new").status()).isEqualTo(403);
    assertThat(wren.delete(ALL + "/birds").status()).isEqualTo(403);
    assertThat(wren.delete(ALL + "/fish").status()).isEqualTo(404);
    assertThat(wren.send("PATCH", ALL + "/birds", "", GROUP, "mine").status()).isEqualTo(403);
    assertThat(server.remembered())
        .contains("DENIED container-registry.namespace.delete wren namespace birds");
  }
}
