package io.breakwater.api;

import static io.breakwater.api.Content.MANIFEST;
import static io.breakwater.api.Content.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens: how they are fetched, and what each is good for.
class TokenTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Client bearer(String token) {
    return server.with("Bearer " + token);
  }

  private String token(Client who, String scope) {
    var answer = who.get("/oauth/token?service=breakwater.test&scope=" + scope);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return answer.member("token");
  }

  private Client.Answer form(String path, String... fields) {
    var text = new StringBuilder();
    for (var i = 0; i < fields.length; i += 2) {
      text.append(i == 0 ? "" : "&").append(fields[i]).append('=');
      text.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return server.anonymous().post(path, bytes(text.toString()), "Content-Type", FORM);
  }

  @Test
  void tokenGrantsOfItsScopeWhatItsOwnerMay() {
    var answer =
        server
            .as("robin")
            .get(
                "/oauth/token?scope=repository:birds/robin:pull,push"
                    + "&scope=repository:fish/eel:pull%20repository:open/owl:pull");
    assertThat(answer.member("scope").split(" "))
        .containsExactlyInAnyOrder("repository:birds/robin:pull", "repository:open/owl:pull");
    assertThat(answer.text()).contains("\"expires_in\":300");
    assertThat(answer.member("access_token")).isEqualTo(answer.member("token"));
  }

  @Test
  void tokenIsGoodForNothingBeyondItsScope() {
    var wren = server.as("wren");
    Content.push(wren, "birds/robin", "1", MANIFEST, Content.image(wren, "birds/robin", "layer"));
    var pull = bearer(token(wren, "repository:birds/robin:pull"));
    assertThat(pull.get("/v2/birds/robin/manifests/1").status()).isEqualTo(200);
    var push = pull.post("/v2/birds/robin/blobs/uploads/");
    assertThat(push.status()).isEqualTo(401);
    assertThat(push.header("WWW-Authenticate"))
        .endsWith(",scope=\"repository:birds/robin:pull,push\",error=\"insufficient_scope\"");
    assertThat(pull.get("/v2/birds/wren/tags/list").status()).isEqualTo(401);
    assertThat(pull.get("/v2/_catalog").status()).isEqualTo(401);
    assertThat(pull.get("/oauth/token?scope=repository:birds/robin:push").status()).isEqualTo(401);
  }

  @Test
  void tokenForTheCatalogListsRepositories() {
    var client = bearer(token(server.as("robin"), "registry:catalog:*"));
    assertThat(client.get("/v2/_catalog").text()).isEqualTo("{\"repositories\":[]}");
  }

  @Test
  void nobodyGetsATokenForWhatEverybodyMayPull() {
    var admin = server.as("admin");
    Content.push(admin, "open/owl", "1", MANIFEST, Content.image(admin, "open/owl", "layer"));
    var client = bearer(token(server.anonymous(), "repository:open/owl:pull,push"));
    assertThat(client.get("/v2/open/owl/manifests/1").status()).isEqualTo(200);
    assertThat(client.get("/v2/").status()).isEqualTo(200);
    assertThat(client.post("/v2/open/owl/blobs/uploads/").status()).isEqualTo(401);
    assertThat(client.get("/v2/birds/robin/manifests/1").status()).isEqualTo(401);
  }

  @Test
  void tokenOfAFirstPushCreatesItsNamespace() {
    var client = bearer(token(server.as("admin"), "repository:new/app:pull,push"));
    Content.push(client, "new/app", "1", MANIFEST, Content.image(client, "new/app", "layer"));
    assertThat(client.get("/v2/new/app/manifests/1").status()).isEqualTo(200);
  }

  @Test
  void wrongPasswordGetsNoToken() {
    var answer = server.with(Client.basic("robin", "wrong")).get("/oauth/token");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
  }

  @Test
  void refreshTokenFetchesOthersAndAllowsNothingItself() {
    var answer =
        form(
            "/oauth/token",
            "grant_type",
            "password",
            "service",
            "breakwater.test",
            "client_id",
            "test",
            "access_type",
            "offline",
            "username",
            "robin",
            "password",
            "robin" + TestServer.PASSWORD,
            "scope",
            "repository:birds/robin:pull");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var refresh = answer.member("refresh_token");
    assertThat(bearer(refresh).get("/v2/").status()).isEqualTo(401);
    var again =
        form(
            "/oauth/token",
            "grant_type",
            "refresh_token",
            "refresh_token",
            refresh,
            "scope",
            "repository:birds/robin:pull");
    assertThat(again.member("scope")).isEqualTo("repository:birds/robin:pull");
    assertThat(bearer(again.member("access_token")).get("/v2/").status()).isEqualTo(200);
    var offline = server.as("robin").get("/oauth/token?offline_token=true");
    assertThat(offline.member("refresh_token")).isNotEmpty();
    assertThat(server.anonymous().get("/oauth/token?offline_token=true").text())
        .doesNotContain("refresh_token");
  }

  @Test
  void identityTokenOfAnApiKeyStandsForAllRights() throws Exception {
    var answer =
        form(
            "/identity/token",
            "grant_type",
            "urn:ibm:params:oauth:grant-type:apikey",
            "apikey",
            server.key("wren"),
            "response_type",
            "cloud_iam");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains("\"token_type\":\"Bearer\"", "\"expires_in\":1200");
    var client = bearer(answer.member("access_token"));
    assertThat(client.post("/v2/birds/robin/blobs/uploads/").status()).isEqualTo(202);
    assertThat(client.post("/v2/fish/eel/blobs/uploads/").status()).isEqualTo(404);
    var again =
        form(
            "/identity/token",
            "grant_type",
            "refresh_token",
            "refresh_token",
            answer.member("refresh_token"));
    assertThat(bearer(again.member("access_token")).get("/v2/").status()).isEqualTo(200);
  }

  @Test
  void wrongApiKeyIsToldInTheWordsOfItsInterface() throws Exception {
    var key = server.key("wren");
    var answer =
        form(
            "/identity/token",
            "grant_type",
            "urn:ibm:params:oauth:grant-type:apikey",
            "apikey",
            key.substring(0, key.length() - 1) + "!");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("errorCode")).isEqualTo("BXNIM0415E");
    assertThat(answer.member("requestId")).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.member("errorMessage")).contains("API key").doesNotContain(key);
  }

  @Test
  void refreshTokensThatAreNoneAndThatEndedAreToldApart() throws Exception {
    var answer =
        form(
            "/identity/token",
            "grant_type",
            "urn:ibm:params:oauth:grant-type:apikey",
            "apikey",
            server.key("wren"));
    var refresh = answer.member("refresh_token");
    assertThat(again("x" + refresh).member("errorCode")).isEqualTo("BXNIM0407E");
    assertThat(again(answer.member("access_token")).member("errorCode")).isEqualTo("BXNIM0407E");
    server.pass(Duration.ofDays(31));
    assertThat(again(refresh).member("errorCode")).isEqualTo("BXNIM0408E");
    assertThat(again(refresh).status()).isEqualTo(400);
  }

  private Client.Answer again(String token) {
    return form("/identity/token", "grant_type", "refresh_token", "refresh_token", token);
  }

  @Test
  void formsThatAreNoneAreRefused() {
    assertThat(form("/oauth/token", "grant_type", "magic").status()).isEqualTo(400);
    assertThat(form("/oauth/token", "grant_type", "password").status()).isEqualTo(400);
    assertThat(form("/identity/token", "x", "y").status()).isEqualTo(400);
    assertThat(server.anonymous().post("/identity/token", bytes("{}")).status()).isEqualTo(415);
    var large = server.anonymous().post("/oauth/token", new byte[70_000], "Content-Type", FORM);
    assertThat(large.status()).isEqualTo(413);
  }

  @Test
  void tokenWithAByteChangedIsNone() {
    var token = token(server.as("robin"), "repository:birds/robin:pull");
    var at = token.lastIndexOf('.') + 3;
    var other = token.charAt(at) == 'A' ? 'B' : 'A';
    var changed = token.substring(0, at) + other + token.substring(at + 1);
    var answer = bearer(changed).get("/v2/");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).endsWith(",error=\"invalid_token\"");
    assertThat(bearer("x".repeat(20_000)).get("/v2/").status()).isEqualTo(401);
  }

  @Test
  void tokenForOneRepositoryMountsWhatItsOwnerMayPull() {
    var admin = server.as("admin");
    var digest = Content.blob(admin, "fish/eel", bytes("layer"));
    var path = "/v2/birds/robin/blobs/uploads/?mount=" + digest;
    var client = bearer(token(admin, "repository:birds/robin:pull,push"));
    for (var from : new String[] {"&from=fish/eel", ""}) {
      var mounted = client.post(path + from);
      assertThat(mounted.status()).isEqualTo(201);
      assertThat(mounted.header("Docker-Content-Digest")).isEqualTo(digest.toString());
      assertThat(client.delete("/v2/birds/robin/blobs/" + digest).status()).isEqualTo(401);
      assertThat(admin.delete("/v2/birds/robin/blobs/" + digest).status()).isEqualTo(202);
    }
  }

  @Test
  void mountOfWhatOneMayNotPullIsAnUploadAsOfWhatNobodyHas() {
    var secret = Content.blob(server.as("admin"), "fish/eel", bytes("secret"));
    var wren = bearer(token(server.as("wren"), "repository:birds/wren:pull,push"));
    var path = "/v2/birds/wren/blobs/uploads/?mount=" + secret;
    for (var from : new String[] {"&from=fish/eel", "", "&from=none/x", "&from=../x", "&from=x"}) {
      var answer = wren.post(path + from);
      assertThat(answer.status()).as(from).isEqualTo(202);
      assertThat(answer.header("Location")).startsWith("/v2/birds/wren/blobs/uploads/");
    }
    assertThat(wren.head("/v2/birds/wren/blobs/" + secret).status()).isEqualTo(404);
  }
}
