package io.breakwater.api.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.api.Client;
import io.breakwater.api.TestServer;
import io.breakwater.store.metadata.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRoutesTest {
  private static final String SESSION = "/api/v2/session";
  private static final Pattern SECRET = Pattern.compile("breakwater-session=([0-9A-Za-z_-]{43});");

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = new TestServer(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Client.Answer login(String name, String password, String... headers) {
    var json = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    var all =
        Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
            .toArray(String[]::new);
    return server.anonymous().post(SESSION, Browser.bytes(json), all);
  }

  private Browser browser(String name) {
    return browser(login(name, name + TestServer.PASSWORD));
  }

  private Browser browser(Client.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return Browser.of(server, answer);
  }

  @Test
  void whoLogsInIsToldWhatTheyMayAndStaysLoggedIn() {
    var answer = login("robin", "robin" + TestServer.PASSWORD, "User-Agent", "Firefox");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Set-Cookie"))
        .matches("breakwater-session=[0-9A-Za-z_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.text())
        .contains(
            "\"name\":\"robin\",\"principal\":\"user:robin\",\"account\":\"acme\"",
            "\"roles\":[{\"role\":\"Reader\",\"namespace\":\"birds\"}]",
            "\"may\":{\"account\":[],\"namespaces\":{\"birds\":[\"image.pull\",\"image.list\"",
            "\"open\":[\"image.pull\"]}}",
            "\"registry\":\"127.0.0.1:" + server.port() + "\"",
            "\"oidc\":false,\"hasPassword\":true}")
        .doesNotContain("image.push", "fish");
    var robin = browser(answer);
    assertThat(robin.get(SESSION).text()).isEqualTo(answer.text());
    assertThat(robin.get("/api/v2/users").status()).isEqualTo(403);
    assertThat(browser("admin").get("/api/v2/users").status()).isEqualTo(200);
  }

  @Test
  void aManagerMayEverythingInTheAccountAndEachNamespace() {
    var answer = browser("admin").get(SESSION).text();
    assertThat(answer)
        .contains("\"roles\":[{\"role\":\"Manager\",\"namespace\":null}]", "\"fish\":[")
        .containsPattern("\"account\":\\[[^]]*\"identity.manage\"");
  }

  @Test
  void whichLoginsThereAreIsSaidToEverybody() {
    var answer = server.anonymous().get("/api/v2/login");
    assertThat(answer.text()).isEqualTo("{\"password\":true,\"oidc\":false,\"version\":\"\"}");
  }

  @Test
  void wrongPasswordsAreRefusedSlowedAndRemembered() {
    for (var i = 0; i < 5; i++) {
      var wrong = login("robin", "wrong", "Sec-Fetch-Mode", "cors");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.header("Set-Cookie")).isEmpty();
      assertThat(wrong.header("WWW-Authenticate")).isEmpty();
    }
    var slowed = login("robin", "robin" + TestServer.PASSWORD);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.header("Retry-After")).isNotEmpty();
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.account.login anonymous robin");
  }

  @Test
  void anApiKeyBeginsNoSession() throws Exception {
    var answer = login("robin", server.key("robin"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).contains("an API key is no password");
  }

  @Test
  void bodiesOfLoginsAreLimitedAndStrict() {
    assertThat(login("robin", "x".repeat(20_000)).status()).isEqualTo(413);
    assertThat(login("robin", "x".repeat(2_000)).status()).isEqualTo(401);
    var form =
        server.anonymous().post(SESSION, Browser.bytes("name=robin"), "Content-Type", "text/plain");
    assertThat(form.status()).isEqualTo(415);
    var more =
        server
            .anonymous()
            .post(
                SESSION, Browser.bytes("{\"name\":\"robin\"}"), "Content-Type", "application/json");
    assertThat(more.status()).isEqualTo(400);
  }

  @Test
  void aLogoutEndsTheSessionAndHasTheBrowserForgetIt() {
    var robin = browser("robin");
    var other = browser("robin");
    var answer = robin.delete(SESSION);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Set-Cookie"))
        .startsWith("breakwater-session=; ")
        .endsWith("Max-Age=0");
    assertThat(robin.get(SESSION).status()).isEqualTo(401);
    assertThat(robin.delete(SESSION).status()).isEqualTo(401);
    assertThat(other.get(SESSION).status()).isEqualTo(200);
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.account.login anonymous session");
  }

  @Test
  void whoComesWithAPasswordHasNoSessionToEnd() {
    var answer = server.as("robin").get(SESSION);
    assertThat(answer.text()).contains("\"expires\":null,\"idleExpires\":null");
    assertThat(server.as("robin").delete(SESSION).status()).isEqualTo(404);
  }

  @Test
  void aSessionEndsHalfAnHourAfterTheLastRequest() {
    var robin = browser("robin");
    server.pass(Duration.ofMinutes(29));
    assertThat(robin.get(SESSION).status()).isEqualTo(200);
    server.pass(Duration.ofMinutes(29));
    assertThat(robin.get(SESSION).status()).isEqualTo(200);
    server.pass(Duration.ofMinutes(30));
    assertThat(robin.get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void aSessionEndsAfterTwelveHoursHoweverBusy() {
    var robin = browser("robin");
    for (var passed = 0; passed < 29; passed++) {
      assertThat(robin.get(SESSION).status()).isEqualTo(200);
      server.pass(Duration.ofMinutes(25));
    }
    assertThat(robin.get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void anotherPasswordEndsAllSessionsButTheOneItWasChosenIn() {
    var robin = browser("robin");
    var lost = browser("robin");
    var change =
        "{\"old\":\"robin" + TestServer.PASSWORD + "\",\"new\":\"another-twelve-letters\"}";
    assertThat(robin.put("/api/v2/password", change).status()).isEqualTo(204);
    assertThat(lost.get(SESSION).status()).isEqualTo(401);
    assertThat(robin.get(SESSION).status()).isEqualTo(200);
    var reset = browser("admin").put("/api/v2/users/robin/password", "{}");
    assertThat(reset.status()).isEqualTo(200);
    assertThat(robin.get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void aSessionGoesWithItsUser() {
    var robin = browser("robin");
    assertThat(browser("admin").delete("/api/v2/users/robin").status()).isEqualTo(204);
    assertThat(robin.get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void otherRolesCountFromTheNextRequestOn() throws Exception {
    var robin = browser("robin");
    assertThat(robin.get("/api/v2/users").status()).isEqualTo(403);
    server.accounts.setGrants(
        PrincipalId.parse("user:robin"), Set.of(Grant.of(Role.MANAGER, TestServer.ACME)));
    assertThat(robin.get("/api/v2/users").status()).isEqualTo(200);
    assertThat(robin.get(SESSION).text()).contains("identity.manage");
  }

  @Test
  void inASessionKeysAreMadeAsWithAPassword() {
    var made = browser("robin").post("/api/v2/api-keys", "{\"name\":\"laptop\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text()).doesNotContain("expires");
    var key = server.with(Client.basic("iamapikey", made.member("key")));
    assertThat(key.get("/api/v2/api-keys").text()).contains("laptop");
  }

  @Test
  void theTwentyFirstSessionEndsTheFirst() {
    var first = browser("robin");
    for (var more = 0; more < 19; more++) {
      server.pass(Duration.ofMillis(10));
      browser("robin");
    }
    assertThat(first.get(SESSION).status()).isEqualTo(200);
    server.pass(Duration.ofMillis(10));
    var last = browser("robin");
    assertThat(first.get(SESSION).status()).isEqualTo(401);
    assertThat(last.get(SESSION).status()).isEqualTo(200);
  }

  @Test
  void aLoginTakesThePlaceOfTheSessionBefore() {
    var robin = browser("robin");
    var wren = browser(login("wren", "wren" + TestServer.PASSWORD, "Cookie", robin.cookie()));
    assertThat(robin.get(SESSION).status()).isEqualTo(401);
    assertThat(wren.get(SESSION).text()).contains("\"name\":\"wren\"");
  }

  @Test
  void theCookieHoldsASecretThatIsStoredNowhere() throws Exception {
    var answer = login("robin", "robin" + TestServer.PASSWORD, "User-Agent", "Firefox");
    var found = SECRET.matcher(answer.header("Set-Cookie"));
    assertThat(found.find()).isTrue();
    var stored = server.metadata.read((Transaction tx) -> tx.sessions().of("user:robin"));
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().toString()).contains("Firefox").doesNotContain(found.group(1));
    assertThat(stored.getFirst().hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void loginsAndLogoutsAreInTheAuditTrail() {
    var admin = browser("admin");
    var robin = browser(login("robin", "robin" + TestServer.PASSWORD, "User-Agent", "Firefox"));
    robin.delete(SESSION);
    assertThat(admin.get("/api/v2/audit?principal=user:robin").text())
        .containsPattern("account.logout\",\"outcome\":\"success\",\"principal\":\"user:robin\"")
        .containsPattern("account.login\"[^}]*\"resource\":\"session [0-9a-f]{16} of Firefox\"");
  }
}
