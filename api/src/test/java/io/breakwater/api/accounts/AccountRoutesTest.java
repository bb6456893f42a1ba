package io.breakwater.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.api.Client;
import io.breakwater.api.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountRoutesTest {
  private static final String[] JSON = {"Content-Type", "application/json"};

  @TempDir Path folder;
  private TestServer server;
  private Client admin;

  @BeforeEach
  void startServer() throws Exception {
    server = new TestServer(folder);
    admin = server.as("admin");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Client.Answer post(Client client, String path, String json) {
    return client.post(path, bytes(json), JSON);
  }

  private Client with(String name, String secret) {
    return server.with(Client.basic(name, secret));
  }

  @Test
  void aUserIsMadeGivenARoleAndDeleted() {
    var made = post(admin, "/api/v2/users", "{\"name\":\"carol@x.example\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    var carol = with("carol@x.example", made.member("password"));
    assertThat(carol.get("/v2/birds/robin/tags/list").code()).isEqualTo("NAME_UNKNOWN");
    assertThat(carol.get("/v2/_catalog").text()).doesNotContain("birds");
    var role = "{\"to\":\"carol@x.example\",\"role\":\"Manager\",\"namespace\":\"birds\"}";
    assertThat(post(admin, "/api/v2/roles", role).status()).isEqualTo(200);
    assertThat(admin.get("/api/v2/users/carol@x.example").text())
        .contains("\"roles\":[{\"role\":\"Manager\",\"namespace\":\"birds\"}]");
    assertThat(carol.post("/v2/birds/robin/blobs/uploads/").status()).isEqualTo(202);
    assertThat(admin.delete("/api/v2/users/carol@x.example").status()).isEqualTo(204);
    assertThat(carol.post("/v2/birds/robin/blobs/uploads/").status()).isEqualTo(401);
    assertThat(admin.get("/api/v2/users/carol@x.example").status()).isEqualTo(404);
  }

  @Test
  void listsArePaged() {
    assertThat(admin.get("/api/v2/users?limit=2").text())
        .contains("\"name\":\"admin\"", "\"next\":\"robin\"")
        .doesNotContain("\"name\":\"wren\"");
    assertThat(admin.get("/api/v2/users?limit=9&after=robin").text())
        .contains("\"name\":\"wren\"")
        .doesNotContain("\"name\":\"robin\"", "next");
    assertThat(admin.get("/api/v2/users?limit=0").status()).isEqualTo(400);
  }

  @Test
  void onlyManagersManage() {
    var wren = server.as("wren");
    assertThat(wren.get("/api/v2/users").status()).isEqualTo(403);
    assertThat(post(wren, "/api/v2/users", "{\"name\":\"x\"}").status()).isEqualTo(403);
    assertThat(wren.get("/api/v2/audit").status()).isEqualTo(403);
    assertThat(post(wren, "/api/v2/roles", "{\"to\":\"wren\",\"role\":\"Manager\"}").status())
        .isEqualTo(403);
    assertThat(server.as("stranger").get("/api/v2/users").status()).isEqualTo(404);
    assertThat(server.anonymous().get("/api/v2/users").status()).isEqualTo(401);
    assertThat(server.anonymous().get("/api/v2/api-keys").status()).isEqualTo(401);
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.identity.list wren account acme");
  }

  @Test
  void aManagerOfANamespaceGivesRolesThereOnly() {
    var role = "{\"to\":\"%s\",\"role\":\"Manager\",\"namespace\":\"%s\"}";
    post(admin, "/api/v2/roles", role.formatted("wren", "birds"));
    var wren = server.as("wren");
    assertThat(post(wren, "/api/v2/roles", role.formatted("robin", "birds")).status())
        .isEqualTo(200);
    // Of a namespace without a role in it even the name stays unknown.
    assertThat(post(wren, "/api/v2/roles", role.formatted("robin", "fish")).status())
        .isEqualTo(404);
    assertThat(wren.delete("/api/v2/roles?to=robin&role=manager&namespace=birds").text())
        .contains("\"role\":\"Reader\"")
        .doesNotContain("Manager");
  }

  @Test
  void everybodyMakesKeysOfTheirOwnThatAreShownOnce() {
    var robin = server.as("robin");
    var made = post(robin, "/api/v2/api-keys", "{\"name\":\"laptop\"}");
    assertThat(made.status()).isEqualTo(201);
    var byKey = with("iamapikey", made.member("key"));
    assertThat(byKey.get("/v2/").status()).isEqualTo(200);
    assertThat(byKey.get("/api/v2/api-keys").text())
        .contains("\"name\":\"laptop\"", made.member("shown"))
        .doesNotContain(made.member("key"));
    assertThat(robin.delete("/api/v2/api-keys/" + made.member("id")).status()).isEqualTo(204);
    assertThat(byKey.get("/v2/").status()).isEqualTo(401);
  }

  @Test
  void aManagerMakesKeysForServiceIds() {
    assertThat(post(admin, "/api/v2/service-ids", "{\"name\":\"builder\"}").status())
        .isEqualTo(201);
    var json = "{\"name\":\"ci\",\"owner\":\"builder\",\"expires\":\"2099-01-01T00:00:00Z\"}";
    var made = post(admin, "/api/v2/api-keys", json);
    assertThat(made.text()).contains("\"expires\":\"2099-01-01T00:00:00Z\"");
    assertThat(with("builder", made.member("key")).get("/v2/").status()).isEqualTo(200);
    assertThat(admin.get("/api/v2/api-keys?owner=builder").text()).contains("\"name\":\"ci\"");
    assertThat(admin.delete("/api/v2/service-ids/builder").status()).isEqualTo(204);
    assertThat(with("builder", made.member("key")).get("/v2/").status()).isEqualTo(401);
  }

  @Test
  void aTokenForRepositoriesNeitherMakesKeysNorChangesPasswords() {
    var token =
        server.as("robin").get("/oauth/token?scope=repository:birds/robin:pull").member("token");
    var bearer = server.with("Bearer " + token);
    assertThat(bearer.get("/v2/birds/robin/tags/list").status()).isEqualTo(404);
    assertThat(post(bearer, "/api/v2/api-keys", "{\"name\":\"x\"}").status()).isEqualTo(401);
    assertThat(bearer.get("/api/v2/api-keys").status()).isEqualTo(401);
    var json = "{\"old\":\"robin" + TestServer.PASSWORD + "\",\"new\":\"a longer password\"}";
    assertThat(bearer.put("/api/v2/password", bytes(json), JSON).status()).isEqualTo(401);
    assertThat(server.as("robin").get("/v2/").status()).isEqualTo(200);
  }

  @Test
  void onesOwnPasswordIsChangedWithTheOldOneAndOthersAreReset() {
    var robin = server.as("robin");
    var wrong = "{\"old\":\"not my password\",\"new\":\"a longer password\"}";
    assertThat(robin.put("/api/v2/password", bytes(wrong), JSON).code())
        .isEqualTo("WRONG_PASSWORD");
    var right = "{\"old\":\"robin" + TestServer.PASSWORD + "\",\"new\":\"a longer password\"}";
    assertThat(robin.put("/api/v2/password", bytes(right), JSON).status()).isEqualTo(204);
    assertThat(robin.get("/v2/").status()).isEqualTo(401);
    assertThat(with("robin", "a longer password").get("/v2/").status()).isEqualTo(200);
    var reset = admin.put("/api/v2/users/robin/password", bytes("{}"), JSON);
    assertThat(with("robin", reset.member("password")).get("/v2/").status()).isEqualTo(200);
    assertThat(admin.put("/api/v2/users/admin/password", bytes("{}"), JSON).status())
        .isEqualTo(409);
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThat(post(admin, "/api/v2/users", "{\"name\":\"a\",\"admin\":\"true\"}").status())
        .isEqualTo(400);
    assertThat(post(admin, "/api/v2/users", "{\"name\":\"a\",\"name\":\"b\"}").status())
        .isEqualTo(400);
    assertThat(post(admin, "/api/v2/users", "{\"name\":[\"a\"]}").status()).isEqualTo(400);
    assertThat(post(admin, "/api/v2/users", "{\"name\":\"a\"} {}").status()).isEqualTo(400);
    assertThat(post(admin, "/api/v2/users", "{\"name\":").status()).isEqualTo(400);
    assertThat(post(admin, "/api/v2/users", "[".repeat(10_000)).status()).isEqualTo(400);
    assertThat(post(admin, "/api/v2/users", "{}").text()).contains("the body has no name");
    assertThat(post(admin, "/api/v2/users", "{\"name\":\"" + "a".repeat(20_000) + "\"}").status())
        .isEqualTo(413);
    assertThat(post(admin, "/api/v2/roles", "{\"to\":\"wren\",\"role\":\"King\"}").text())
        .contains("Reader, Writer, Manager");
    assertThat(admin.post("/api/v2/users", bytes("{\"name\":\"a\"}")).status()).isEqualTo(415);
    assertThat(post(admin, "/api/v2/users", "{\"name\":\"wren\"}").status()).isEqualTo(409);
    assertThat(admin.get("/api/v2/users?limit=1000").text()).doesNotContain("\"name\":\"a\"");
  }

  @Test
  void theAuditTrailIsReadByWhatIsAskedFor() throws Exception {
    post(admin, "/api/v2/users", "{\"name\":\"carol\"}");
    admin.delete("/api/v2/users/carol");
    var all = admin.get("/api/v2/audit?limit=1");
    assertThat(all.text())
        .contains("\"action\":\"container-registry.user.delete\"", "\"name\":\"admin\"");
    assertThat(admin.get("/api/v2/audit?limit=1&place=" + all.member("next")).text())
        .contains("container-registry.user.create")
        .doesNotContain("container-registry.user.delete");
    assertThat(admin.get("/api/v2/audit?action=container-registry.user.create").text())
        .contains("user carol")
        .doesNotContain("user.delete");
    assertThat(admin.get("/api/v2/audit?until=2000-01-01T00:00:00Z").text())
        .isEqualTo("{\"events\":[]}");
    assertThat(admin.get("/api/v2/audit?place=x").status()).isEqualTo(400);
    assertThat(admin.get("/api/v2/audit?outcome=maybe").status()).isEqualTo(400);
    assertThat(admin.get("/api/v2/audit?from=yesterday").status()).isEqualTo(400);
  }
}
