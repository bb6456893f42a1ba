package io.breakwater.api.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.api.Api;
import io.breakwater.api.Client;
import io.breakwater.api.TestServer;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.registry.uploads.UploadLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the cookie of a session counts, and what has to come with it.
class CookieTest {
  private static final String SESSION = "/api/v2/session";
  private static final String[] PAGE = {"X-Requested-With", "breakwater"};

  @TempDir Path folder;
  private TestServer server;
  private Browser admin;

  @BeforeEach
  void startServer() throws Exception {
    server = new TestServer(folder, Api.Options.of("breakwater.test"), CookieTest::more);
    admin = login(server);
  }

  /// Of the other interfaces that take sessions.
  private static void more(GuardedRoutes routes, Audit audit) {
    for (var path : List.of("/api/v1/test", "/va/api/v3/test", "/api/harbor/test")) {
      routes.login("PUT", path, "", (request, response, caller) -> response.status(204).send());
    }
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private static Client.Answer answered(TestServer server, String... headers) {
    var json = "{\"name\":\"admin\",\"password\":\"admin" + TestServer.PASSWORD + "\"}";
    var all =
        Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
            .toArray(String[]::new);
    return server.anonymous().post(SESSION, Browser.bytes(json), all);
  }

  private static Browser login(TestServer server) {
    var answer = answered(server);
    assertThat(answer.status()).isEqualTo(201);
    return Browser.of(server, answer);
  }

  @Test
  void itIsNoWayIntoTheRegistryOrToTokens() {
    var headers = admin.with(PAGE);
    assertThat(server.anonymous().get("/v2/", headers).status()).isEqualTo(401);
    assertThat(server.anonymous().get("/v2/birds/robin/tags/list", headers).status())
        .isEqualTo(401);
    assertThat(server.anonymous().post("/v2/birds/robin/blobs/uploads/", headers).status())
        .isEqualTo(401);
    var scope = "/oauth/token?service=breakwater.test&scope=repository:birds/robin:pull";
    var token = server.with("Bearer " + server.anonymous().get(scope, headers).member("token"));
    assertThat(token.get("/v2/birds/robin/tags/list").status()).isEqualTo(401);
    var form = admin.with("Content-Type", "application/x-www-form-urlencoded");
    var apiKey = Browser.bytes("grant_type=urn:ibm:params:oauth:grant-type:apikey");
    assertThat(server.anonymous().post("/identity/token", apiKey, form).status()).isEqualTo(400);
    assertThat(server.anonymous().get("/v2/%2e%2e/api/v2/session", headers).status())
        .isNotEqualTo(200);
  }

  @Test
  void credentialsWinOverIt() {
    var robin = server.as("robin").get(SESSION, admin.with());
    assertThat(robin.text()).contains("\"name\":\"robin\"", "\"expires\":null");
    var wrong = server.with(Client.basic("robin", "wrong")).get(SESSION, admin.with());
    assertThat(wrong.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "'; drop"})
  void aWrongOneLetsNobodyIn(String secret) {
    var answer = server.anonymous().get(SESSION, "Cookie", "breakwater-session=" + secret);
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void whatChangesNothingNeedsNoMoreThanIt() {
    var answer = server.anonymous().get("/api/v2/users", admin.with());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(server.as("admin").get("/api/v2/users").header("Cache-Control")).isEmpty();
  }

  @Test
  void whatChangesSomethingNeedsTheHeaderOfThePages() {
    var made = Browser.bytes("{\"name\":\"ci\"}");
    var json = new String[] {"Content-Type", "application/json"};
    var forged = server.anonymous().post("/api/v2/service-ids", made, admin.with(json));
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.code()).isEqualTo("CSRF");
    assertThat(forged.header("Content-Type")).startsWith("application/problem+json");
    assertThat(forged.text()).contains("X-Requested-With: breakwater");
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.session.use admin POST /api/v2/service-ids");
    assertThat(admin.get("/api/v2/service-ids").text()).doesNotContain("\"ci\"");
    assertThat(admin.post("/api/v2/service-ids", "{\"name\":\"ci\"}").status()).isEqualTo(201);
    assertThat(server.anonymous().delete(SESSION, admin.with()).status()).isEqualTo(403);
    assertThat(
            server
                .anonymous()
                .delete(SESSION, admin.with("X-Requested-With", "XMLHttpRequest"))
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/password, '{\"type\":\"/problems/csrf\",'",
    "/api/v1/test, '{\"code\":\"CSRF\",\"message\":'",
    "/va/api/v3/test, '{\"code\":\"CSRF\",\"message\":'",
    "/api/harbor/test, '{\"error\":{\"message\":'",
  })
  void eachInterfaceRefusesInItsOwnForm(String path, String begins) {
    var answer = server.anonymous().bare("PUT", path, admin.with());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).startsWith(begins);
    assertThat(server.anonymous().bare("PUT", path, admin.with(PAGE)).code()).isNotEqualTo("CSRF");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, https://evil.example",
    "Origin, http://127.0.0.1:1",
    "Origin, null",
    "Origin, http://",
    "Origin, '%'",
  })
  void pagesOfOthersChangeNothing(String header, String value) {
    var asked = admin.with(PAGE[0], PAGE[1], header, value);
    assertThat(server.anonymous().delete(SESSION, asked).code()).isEqualTo("CSRF");
    assertThat(admin.get(SESSION).status()).isEqualTo(200);
    assertThat(answered(server, header, value).code()).isEqualTo("CSRF");
  }

  @Test
  void pagesOfTheServerMayBeReachedThroughAProxyThatSpeaksTls() {
    var host = "127.0.0.1:" + server.port();
    var asked = admin.with(PAGE[0], PAGE[1], "Origin", "https://" + host);
    assertThat(server.anonymous().delete(SESSION, asked).status()).isEqualTo(204);
  }

  @Test
  void overTlsOnlyTheCookieOfThisHostCounts() throws Exception {
    var options =
        new Api.Options(
            Optional.of("https://registry.example"), "test", true, Set.of(), Map.of(), "1.2.3");
    try (var secure =
        new TestServer(
            Files.createDirectory(folder.resolve("secure")),
            options,
            UploadLimits.defaults(),
            Optional.empty(),
            List.of())) {
      var answer = answered(secure, "Origin", "https://registry.example");
      assertThat(answer.header("Set-Cookie"))
          .matches(
              "__Host-breakwater=[0-9A-Za-z_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
      assertThat(answer.text()).contains("\"registry\":\"registry.example\"", "\"1.2.3\"");
      var browser = Browser.of(secure, answer);
      assertThat(secure.anonymous().get(SESSION, browser.with()).status()).isEqualTo(200);
      var planted = browser.cookie().replace("__Host-breakwater", "breakwater-session");
      assertThat(secure.anonymous().get(SESSION, "Cookie", planted).status()).isEqualTo(401);
      assertThat(answered(secure, "Origin", "http://registry.example").code()).isEqualTo("CSRF");
      var asked = browser.with(PAGE[0], PAGE[1], "Origin", "https://REGISTRY.example:443");
      var gone = secure.anonymous().delete(SESSION, asked);
      assertThat(gone.status()).isEqualTo(204);
      assertThat(gone.header("Set-Cookie")).endsWith("; Secure; Max-Age=0");
    }
  }

  @Test
  void browsersAreNotAskedForAPasswordAndOtherClientsAre() {
    for (var header : new String[] {"Sec-Fetch-Mode", "X-Requested-With"}) {
      var answer = server.anonymous().get(SESSION, header, "cors");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEmpty();
      var pull = server.anonymous().get("/v2/birds/robin/tags/list", header, "cors");
      assertThat(pull.header("WWW-Authenticate")).startsWith("Bearer realm=");
    }
    assertThat(server.anonymous().get(SESSION).header("WWW-Authenticate")).startsWith("Bearer ");
  }

  @Test
  void aStreamOfEventsKeepsNoSessionAlive() {
    server.pass(Duration.ofMinutes(20));
    var stream = admin.with("Accept", "text/event-stream");
    assertThat(server.anonymous().get("/api/v2/api-keys", stream).status()).isEqualTo(200);
    server.pass(Duration.ofMinutes(20));
    assertThat(admin.get(SESSION).status()).isEqualTo(401);
  }
}
