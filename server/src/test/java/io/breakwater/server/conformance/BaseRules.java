package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// "Determining support", "Error codes" and names (OCI distribution specification 1.1).
interface BaseRules extends Rules {
  @Test
  @Tag(SPECIFICATION)
  default void theVersionCheckSucceedsForThoseWhoMay() throws IOException {
    caller().get("/v2/").is(200);
  }

  @Test
  @Tag(BREAKWATER)
  default void theVersionIsSaidInAHeader() throws IOException {
    assertThat(caller().get("/v2/").header("Docker-Distribution-API-Version"))
        .isEqualTo("registry/2.0");
    assertThat(caller().nobody().get("/v2/").header("Docker-Distribution-API-Version"))
        .isEqualTo("registry/2.0");
  }

  @Test
  @Tag(BREAKWATER)
  default void aPathThatIsNoRouteIs404WithAnErrorBody() throws IOException {
    var answer = caller().get(repository().path("nothing/here")).is(404);
    assertThat(answer.errorCodes()).isNotEmpty();
  }

  @Test
  @Tag(BREAKWATER)
  default void aMethodThatARouteDoesNotHaveIs405AndSaysWhichItHas() throws IOException {
    var image = repository();
    image.image("there");
    var answer = caller().send("POST", image.path("manifests/there"), new byte[0]);
    answer.is(405);
    assertThat(answer.header("Allow")).contains("GET").contains("PUT").contains("DELETE");
  }

  @Test
  @Tag(SPECIFICATION)
  default void namesMayHaveManyPartsWithSeparators() throws IOException {
    var deep = new Repository(caller(), repository().name() + "/a.b/c_d/e__f/g---h/0");
    var image = deep.image("tag");
    assertThat(deep.manifest("tag").is(200).body()).isEqualTo(image.manifest());
  }

  @Test
  @Tag(BREAKWATER)
  default void aNameMayHave255Characters() throws IOException {
    var name = repository().name() + "/";
    var long255 = new Repository(caller(), name + "a".repeat(255 - name.length()));
    var image = long255.image("tag");
    assertThat(long255.manifest("tag").is(200).body()).isEqualTo(image.manifest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPPER",
        "a%20b",
        "-begins",
        "ends-",
        "two..dots",
        "under___score",
        "a/-b",
        "%C3%A9",
        "a%00b",
        "a%0Ab",
        "a%2f..%2f..%2fb"
      })
  @Tag(SPECIFICATION)
  default void namesOfAnotherShapeAreRefused(String part) throws IOException {
    var name = caller().target().namespace() + "/" + part;
    var put =
        caller()
            .send("PUT", "/v2/" + name + "/manifests/x", new byte[2], "Content-Type", Images.INDEX);
    assertThat(put.status()).as(put::text).isIn(400, 404);
    var post = caller().send("POST", "/v2/" + name + "/blobs/uploads/", new byte[0]);
    assertThat(post.status()).as(post::text).isIn(400, 404);
    var get = caller().get("/v2/" + name + "/manifests/x");
    assertThat(get.status()).as(get::text).isIn(400, 404);
  }

  @Test
  @Tag(BREAKWATER)
  default void aNameInCapitalsIsSaidToBeInvalid() throws IOException {
    var name = caller().target().namespace() + "/UPPER";
    caller().get("/v2/" + name + "/manifests/x").error(400, "NAME_INVALID");
    caller().get("/v2/" + name + "/tags/list").error(400, "NAME_INVALID");
  }

  @Test
  @Tag(BREAKWATER)
  default void aNameOf256CharactersIsRefused() throws IOException {
    var name = repository().name() + "/";
    var long256 = new Repository(caller(), name + "a".repeat(256 - name.length()));
    caller().send("POST", long256.path("blobs/uploads/"), new byte[0]).error(400, "NAME_INVALID");
  }

  @Test
  @Tag(BREAKWATER)
  default void errorsNameNothingOfTheServers() throws IOException {
    var repository = repository();
    for (var answer :
        new Answer[] {
          repository.blob(Images.sha256(new byte[1])),
          repository.manifest("none"),
          repository.put("x", Images.bytes("{}"), Images.MANIFEST),
          caller().get("/v2/" + caller().target().namespace() + "/..%2f..%2fetc/manifests/x"),
        }) {
      assertThat(answer.text()).doesNotContain("/var/", "/home/", "/tmp/", "Exception", "java.");
      assertThat(answer.header("Server")).doesNotContainPattern("[0-9]");
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void nobodyIsChallengedForABearerToken() throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    var answer = caller().nobody().get("/v2/").error(401, "UNAUTHORIZED");
    var parameters = Caller.parameters(answer.header("WWW-Authenticate"));
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
    assertThat(parameters).containsKeys("realm", "service");
    var name = repository().name();
    var push = caller().nobody().send("POST", "/v2/" + name + "/blobs/uploads/", new byte[0]);
    push.error(401, "UNAUTHORIZED");
    assertThat(Caller.parameters(push.header("WWW-Authenticate")).get("scope"))
        .startsWith("repository:" + name + ":")
        .contains("push");
  }

  @Test
  @Tag(BREAKWATER)
  default void aTokenForPullDoesNotPush() throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    var repository = repository();
    var challenge = caller().nobody().get(repository.path("manifests/x")).is(401);
    assertThat(challenge.header("WWW-Authenticate")).contains(":pull\"");
    var token = caller().authorize(challenge).orElseThrow();
    var push =
        caller()
            .nobody()
            .send("POST", repository.path("blobs/uploads/"), new byte[0], "Authorization", token);
    assertThat(push.status()).isIn(401, 403);
    if (push.status() == 401) {
      assertThat(push.header("WWW-Authenticate")).contains("push");
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void basicLoginWorksWithoutAToken() throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    caller().nobody().get("/v2/", "Authorization", caller().basic()).is(200);
  }

  @Test
  @Tag(BREAKWATER)
  default void aWrongPasswordIs401() throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    var wrong = caller().with("wrong-" + Images.unique());
    caller().nobody().get("/v2/", "Authorization", wrong.basic()).error(401, "UNAUTHORIZED");
    assertThat(wrong.authorize(caller().nobody().get("/v2/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer x", "Bearer a.b.c", "Bearer ", "Basic !!!", "Basic Og==", "Other"})
  @Tag(BREAKWATER)
  default void malformedCredentialsAre401(String authorization) throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    caller().nobody().get("/v2/", "Authorization", authorization).error(401, "UNAUTHORIZED");
  }
}
