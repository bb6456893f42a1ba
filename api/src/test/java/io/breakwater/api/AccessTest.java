package io.breakwater.api;

import static io.breakwater.api.Content.MANIFEST;
import static io.breakwater.api.Content.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHasher;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, who does not, and what each is told.
class AccessTest {
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

  private String challenge(String rest) {
    return "Bearer realm=\"http://127.0.0.1:"
        + server.port()
        + "/oauth/token\",service=\"breakwater.test\""
        + rest;
  }

  @Test
  void everybodyIsAskedToLogInFirst() {
    var answer = server.anonymous().get("/v2/");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(challenge(""));
    assertThat(server.as("stranger").get("/v2/").status()).isEqualTo(200);
    assertThat(server.as("stranger").get("/v2").status()).isEqualTo(200);
  }

  @Test
  void challengeNamesTheScopeOfWhatIsAskedFor() {
    var nobody = server.anonymous();
    assertThat(nobody.get("/v2/birds/robin/manifests/1").header("WWW-Authenticate"))
        .isEqualTo(challenge(",scope=\"repository:birds/robin:pull\""));
    assertThat(nobody.post("/v2/birds/robin/blobs/uploads/").header("WWW-Authenticate"))
        .isEqualTo(challenge(",scope=\"repository:birds/robin:pull,push\""));
    assertThat(nobody.delete("/v2/birds/robin/manifests/1").header("WWW-Authenticate"))
        .isEqualTo(challenge(",scope=\"repository:birds/robin:pull,delete\""));
    assertThat(nobody.get("/v2/_catalog").header("WWW-Authenticate"))
        .isEqualTo(challenge(",scope=\"registry:catalog:*\""));
  }

  @Test
  void nobodyLearnsWithoutLoginWhatExists() {
    var there = server.anonymous().get("/v2/fish/eel/manifests/1");
    var absent = server.anonymous().get("/v2/none/eel/manifests/1");
    assertThat(there.status()).isEqualTo(401);
    assertThat(absent.status()).isEqualTo(401);
    assertThat(there.text()).isEqualTo(absent.text());
  }

  @Test
  void whatMayNotBeKnownIsAnsweredAsWhatIsNotThere() {
    var hidden = server.as("robin").get("/v2/fish/eel/manifests/1");
    var absent = server.as("robin").get("/v2/none/eel/manifests/1");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.code()).isEqualTo("NAME_UNKNOWN");
    assertThat(hidden.text().replace("fish", "none")).isEqualTo(absent.text());
    assertThat(absent.status()).isEqualTo(404);
    assertThat(server.audit.lines())
        .contains(
            "DENIED container-registry.image.pull robin repository fish/eel",
            "DENIED container-registry.image.pull robin namespace none");
  }

  @Test
  void readerWhoPushesIsToldWhatIsMissing() {
    var answer = server.as("robin").post("/v2/birds/robin/blobs/uploads/");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("DENIED");
    assertThat(answer.member("message"))
        .isEqualTo(
            "you may not push to repository birds/robin: needs the role Writer or Manager;"
                + " ask a Manager for it");
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.image.push robin repository birds/robin");
  }

  @Test
  void everybodyPullsFromAnOpenNamespaceAndNobodyPushesToIt() {
    var admin = server.as("admin");
    var manifest = Content.image(admin, "open/owl", "layer");
    Content.push(admin, "open/owl", "1", MANIFEST, manifest);
    var nobody = server.anonymous();
    assertThat(nobody.get("/v2/open/owl/manifests/1").bytes()).isEqualTo(manifest);
    assertThat(nobody.post("/v2/open/owl/blobs/uploads/").status()).isEqualTo(401);
    assertThat(nobody.delete("/v2/open/owl/manifests/1").status()).isEqualTo(401);
  }

  @Test
  void pushOfAManagerCreatesTheNamespace() {
    var admin = server.as("admin");
    assertThat(admin.head("/v2/new/app/blobs/" + Content.sha256(bytes("x"))).status())
        .isEqualTo(404);
    var manifest = Content.image(admin, "new/app", "layer");
    Content.push(admin, "new/app", "1", MANIFEST, manifest);
    assertThat(admin.get("/v2/new/app/manifests/1").status()).isEqualTo(200);
    assertThat(server.audit.lines())
        .containsExactly(
            "PENDING container-registry.namespace.create admin new",
            "SUCCESS container-registry.namespace.create admin new");
  }

  @Test
  void pushOfAWriterOfAnotherNamespaceCreatesNone() {
    var answer = server.as("wren").post("/v2/new/app/blobs/uploads/");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("NAME_UNKNOWN");
    assertThat(answer.member("message")).contains("have a Manager create it");
    assertThat(server.as("admin").get("/v2/new/app/tags/list").status()).isEqualTo(404);
  }

  @Test
  void nothingIsCreatedThatCannotBeRemembered() {
    server.audit.failing = true;
    var answer = server.as("admin").post("/v2/new/app/blobs/uploads/");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("UNAVAILABLE");
    assertThat(answer.header("Retry-After")).isEqualTo("30");
    server.audit.failing = false;
    assertThat(server.as("admin").get("/v2/new/app/tags/list").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ???", "Basic cm9iaW4=", "Digest x", "robin"})
  void whatIsNoCredentialsIsAskedForAgain(String header) {
    var answer = server.with(header).get("/v2/");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(challenge(""));
  }

  @Test
  void wrongPasswordIsAnsweredWithTheChallengeAndRemembered() {
    var answer = server.with(Client.basic("robin", "wrong")).get("/v2/birds/robin/tags/list");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo(challenge(",scope=\"repository:birds/robin:pull\""));
    assertThat(answer.member("message")).isEqualTo("wrong name or password");
    assertThat(server.audit.lines())
        .containsExactly("DENIED container-registry.account.login anonymous robin");
  }

  @Test
  void manyWrongPasswordsAreSlowed() {
    var status = 0;
    var tries = 0;
    Client.Answer answer;
    do {
      answer = server.with(Client.basic("robin", "wrong" + tries++)).get("/v2/");
      status = answer.status();
    } while (status == 401 && tries < 50);
    assertThat(status).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("TOOMANYREQUESTS");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    assertThat(server.audit.events().getLast().reason()).isEqualTo("SLOWED");
    for (var i = 0; i < 100; i++) {
      server.with("Bearer no.token." + i).get("/v2/");
    }
    assertThat(server.audit.events()).as("events a minute of one address").hasSize(30);
    server.pass(Duration.ofMinutes(1));
    server.with("Bearer no.token").get("/v2/");
    assertThat(server.audit.events().getLast().reason())
        .matches("MALFORMED; left out before: \\d+");
  }

  @Test
  void tokensThatEndedAndKeysThatWereRevokedAreRemembered() throws Exception {
    var basic = Client.basic("iamapikey", server.key("robin"));
    var token = server.with(basic).get("/oauth/token").member("token");
    var key = server.with(basic);
    assertThat(key.get("/v2/").status()).isEqualTo(200);
    server.accounts.deleteKey(PrincipalId.parse("user:robin"), "key-of-robin");
    assertThat(key.get("/v2/").status()).isEqualTo(401);
    assertThat(server.audit.events().getLast().reason()).isEqualTo("UNKNOWN_KEY");
    server.pass(Duration.ofMinutes(6));
    assertThat(server.with("Bearer " + token).get("/v2/").status()).isEqualTo(401);
    assertThat(server.audit.events().getLast().reason()).isEqualTo("EXPIRED");
  }

  @Test
  void anAttemptIsRememberedBeforeItAndItsEndAfterwards() {
    var admin = server.as("admin");
    assertThat(admin.delete("/v2/birds/robin/manifests/none").status()).isEqualTo(404);
    assertThat(server.audit.lines())
        .containsExactly(
            "PENDING container-registry.image.delete admin birds/robin:none",
            "FAILURE container-registry.image.delete admin birds/robin:none");
    var events = server.audit.events();
    assertThat(events.getFirst().requestId()).isEqualTo(events.getLast().requestId());
    assertThat(events.getFirst().reason()).isEmpty();
    assertThat(events.getLast().reason()).isNotEmpty();
  }

  @Test
  void apiKeysGoWithTheirUserAndWithTheNameForKeys() throws Exception {
    var key = server.key("wren");
    assertThat(server.with(Client.basic("iamapikey", key)).get("/v2/").status()).isEqualTo(200);
    assertThat(server.with(Client.basic("wren", key)).get("/v2/").status()).isEqualTo(200);
    assertThat(server.with(Client.basic("robin", key)).get("/v2/").status()).isEqualTo(401);
  }

  @Test
  void changedPasswordCountsFromTheNextRequestOn() throws Exception {
    var robin = server.as("robin");
    assertThat(robin.get("/v2/").status()).isEqualTo(200);
    var token = robin.get("/oauth/token?scope=repository:birds/robin:pull").member("token");
    assertThat(server.with("Bearer " + token).get("/v2/").status()).isEqualTo(200);
    var hasher =
        new PasswordHasher(new Argon2Cost(64, 1, 1), 1, Duration.ofSeconds(1), new SecureRandom());
    var id = PrincipalId.parse("user:robin");
    server.accounts.setPassword(id, hasher.hash(Password.chosen("another-password")));
    assertThat(robin.get("/v2/").status()).isEqualTo(401);
    assertThat(server.with("Bearer " + token).get("/v2/").status()).isEqualTo(401);
  }

  @Test
  void catalogShowsWhatOneMayPullAndNothingElse() throws Exception {
    var admin = server.as("admin");
    for (var repository : new String[] {"birds/robin", "fish/eel", "open/owl"}) {
      Content.push(admin, repository, "1", MANIFEST, Content.image(admin, repository, "layer"));
    }
    server.user("eel", Set.of(Grant.of(Role.READER, TestServer.ACME, "fish")));
    assertThat(admin.get("/v2/_catalog").text())
        .isEqualTo("{\"repositories\":[\"birds/robin\",\"fish/eel\",\"open/owl\"]}");
    assertThat(server.as("eel").get("/v2/_catalog").text())
        .isEqualTo("{\"repositories\":[\"fish/eel\",\"open/owl\"]}");
    var page = admin.get("/v2/_catalog?n=1");
    assertThat(page.text()).isEqualTo("{\"repositories\":[\"birds/robin\"]}");
    assertThat(page.header("Link"))
        .isEqualTo("</v2/_catalog?n=1&last=birds%2Frobin>; rel=\"next\"");
    assertThat(admin.get("/v2/_catalog?n=1&last=birds%2Frobin").text()).contains("fish/eel");
  }
}
