package io.breakwater.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.access.ScopeCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.namespaces.NamespaceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Routes about images, parts of accounts and namespaces: routes of a test that say what the
/// guard found out.
class ImageCallTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static TestServer server;
  private static final AtomicReference<GuardedRoutes> ADDED = new AtomicReference<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var options =
        new Api.Options(
            Optional.of("https://registry.example.com"),
            "test",
            true,
            Set.of("10.0.0.1:5000"),
            Map.of(new AccountId("3f2c0ffee"), TestServer.ACME),
            "1.2.3");
    server = new TestServer(folder, options, ImageCallTest::routes);
    server.namespaces.create("foreign", new AccountId("other"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void routes(GuardedRoutes routes, Audit audit) {
    ADDED.set(routes);
    routes.image("GET", "/va/api/t/image/{+image...}", Action.IMAGE_INSPECT, ImageCallTest::image);
    routes.image("GET", "/va/api/t/pull/{+image...}", Action.IMAGE_PULL, ImageCallTest::image);
    routes.image(
        "GET", "/va/api/t/image/{+image...}/json", Action.IMAGE_INSPECT, ImageCallTest::json);
    routes.scope("GET", "/va/api/t/scope", Action.EXEMPTION_LIST, ImageCallTest::scope);
    routes.scope(
        "GET", "/va/api/t/scope/{+resource...}", Action.EXEMPTION_LIST, ImageCallTest::scope);
    routes.namespaces("GET", "/va/api/t/list", Action.IMAGE_LIST, ImageCallTest::list);
  }

  private static void image(Request request, Response response, ImageCall call) throws IOException {
    send(response, call.repository() + " " + call.reference().map(Object::toString).orElse("-"));
  }

  private static void json(Request request, Response response, ImageCall call) throws IOException {
    send(response, "json of " + call.repository());
  }

  private static void scope(Request request, Response response, ScopeCall call) throws IOException {
    send(
        response,
        switch (call.scope()) {
          case ScopeCall.Account() -> "account " + call.account();
          case ScopeCall.Namespace(var namespace) -> "namespace " + namespace.name();
          case ScopeCall.Repository(var _, var repository) -> "repository " + repository;
          case ScopeCall.Image(var _, var repository, var reference) ->
              "image " + repository + " " + reference;
        });
  }

  private static void list(Request request, Response response, NamespacesCall call)
      throws IOException {
    send(
        response,
        call.namespaces().stream().map(NamespaceState::name).collect(Collectors.joining(" ")));
  }

  private static void send(Response response, String text) throws IOException {
    response.send(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "birds/robin, birds/robin -",
    "birds/robin:1, birds/robin 1",
    "birds%2Frobin%3A1, birds/robin 1",
    "birds%2Frobin:1, birds/robin 1",
    "birds/team%2Frobin:1, birds/team/robin 1",
    "registry.example.com%2Fbirds%2Frobin:1, birds/robin 1",
    "registry.example.com/birds/robin:1, birds/robin 1",
    "Registry.Example.Com:443/birds/robin:1, birds/robin 1",
    "10.0.0.1:5000/birds/robin:1, birds/robin 1",
    "localhost:PORT/birds/robin, birds/robin -",
    "127.0.0.1:PORT/birds/robin, birds/robin -",
    "[::1]:PORT/birds/robin, birds/robin -",
    "birds/robin/json, json of birds/robin",
    "birds%2Frobin/json, json of birds/robin",
    "localhost:PORT%2Fbirds%2Frobin:1/json, json of birds/robin",
    // Whose last part is called like the word behind an image.
    "birds%2Fjson, birds/json -",
  })
  void namesMayBeEncodedAndHaveTheHostOfThisRegistry(String name, String found) {
    var path = name.replace("PORT", Integer.toString(server.port())).replace("[::1]", "%5B::1%5D");
    var answer = server.as("robin").get("/va/api/t/image/" + path);
    assertThat(answer.text()).isEqualTo(found);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void digestsNameImages() {
    for (var at : new String[] {"@", "%40"}) {
      var path = "/va/api/t/image/birds/robin" + at + DIGEST.replace(":", "%3A");
      assertThat(server.as("robin").get(path).text()).isEqualTo("birds/robin " + DIGEST);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "other.example.com/birds/robin, NAME_INVALID",
    "localhost:1/birds/robin, NAME_INVALID",
    "birds, NAME_INVALID",
    "birds/ROBIN, NAME_INVALID",
    "birds/robin:-, TAG_INVALID",
    "birds/robin@sha256:1, DIGEST_INVALID",
    "birds%2F%20robin, NAME_INVALID",
  })
  void whatIsNoNameIsSaidToBeNone(String name, String code) {
    var answer = server.as("robin").get("/va/api/t/image/" + name);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"birds%2F..%2Frobin", "birds%2F%2Frobin", "birds//robin", "birds%2F"})
  void pathsThatAreNoneAreNotFound(String name) {
    assertThat(server.as("robin").get("/va/api/t/image/" + name).status()).isEqualTo(404);
  }

  @Test
  void whoMayNotKnowOfItGetsWhatIsSaidOfOneThatDoesNotExist() {
    var robin = server.as("robin");
    var hidden = robin.get("/va/api/t/image/fish/cod:1");
    var missing = robin.get("/va/api/t/image/none/cod:1");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(body(hidden, "fish")).isEqualTo(body(missing, "none"));
    assertThat(server.as("wren").get("/va/api/t/image/birds/robin").status()).isEqualTo(403);
    assertThat(server.anonymous().get("/va/api/t/image/fish/cod:1").status()).isEqualTo(401);
    assertThat(server.anonymous().get("/va/api/t/image/none/cod:1").status()).isEqualTo(401);
    assertThat(server.anonymous().get("/va/api/t/pull/open/cod").text()).isEqualTo("open/cod -");
  }

  private static String body(Client.Answer answer, String namespace) {
    return answer.text().replace(namespace, "NAME").replaceAll("[0-9a-f]{32}", "ID");
  }

  @ParameterizedTest
  @CsvSource({
    "birds, namespace birds",
    "birds/robin, repository birds/robin",
    "birds%2Frobin, repository birds/robin",
    "birds%2Frobin:1, image birds/robin 1",
    "registry.example.com/birds, namespace birds",
    "registry.example.com%2Fbirds%2Frobin:1, image birds/robin 1",
  })
  void scopesAreNamedLikeImages(String name, String found) {
    assertThat(server.as("robin").get("/va/api/t/scope/" + name).text()).isEqualTo(found);
  }

  @Test
  void aScopeWithoutANameIsTheAccount() {
    var admin = server.as("admin");
    assertThat(admin.get("/va/api/t/scope").text()).isEqualTo("account acme");
    assertThat(admin.get("/va/api/t/scope/*").text()).isEqualTo("account acme");
    assertThat(admin.get("/va/api/t/scope/%2A").text()).isEqualTo("account acme");
    assertThat(server.as("robin").get("/va/api/t/scope").status()).isEqualTo(403);
    assertThat(server.as("robin").get("/va/api/t/scope/fish").status()).isEqualTo(404);
    assertThat(server.as("stranger").get("/va/api/t/scope").status()).isEqualTo(404);
    assertThat(server.anonymous().get("/va/api/t/scope").status()).isEqualTo(401);
    assertThat(server.as("robin").get("/va/api/t/scope/other.host/birds/x").status())
        .isEqualTo(400);
  }

  @Test
  void listsAreOfWhatTheCallerMaySee() {
    assertThat(server.as("admin").get("/va/api/t/list").text()).isEqualTo("birds fish open");
    assertThat(server.as("robin").get("/va/api/t/list").text()).isEqualTo("birds");
    // A Writer lists nothing: the original's table of roles.
    assertThat(server.as("wren").get("/va/api/t/list").status()).isEqualTo(403);
    assertThat(server.as("stranger").get("/va/api/t/list").status()).isEqualTo(404);
  }

  @Test
  void theHeaderAccountChoosesWhereToWork() {
    var admin = server.as("admin");
    for (var path : new String[] {"/va/api/t/image/birds/robin", "/va/api/t/scope/birds"}) {
      assertThat(admin.get(path, "Account", "acme").status()).isEqualTo(200);
      assertThat(admin.get(path, "Account", "3f2c0ffee").status()).isEqualTo(200);
      assertThat(admin.get(path, "Account", " ").status()).isEqualTo(200);
      assertThat(admin.get(path, "Account", "other").status()).isEqualTo(404);
      assertThat(admin.get(path, "Account", "no account").status()).isEqualTo(400);
    }
    assertThat(admin.get("/v2/birds/robin/tags/list", "Account", "other").status()).isEqualTo(404);
    assertThat(admin.get("/v2/_catalog", "Account", "other").status()).isEqualTo(404);
    assertThat(admin.get("/va/api/t/list", "Account", "other").status()).isEqualTo(404);
    assertThat(admin.get("/va/api/t/image/foreign/x", "Account", "acme").status()).isEqualTo(404);
  }

  @Test
  void patternsNameWhatTheyAreAbout() {
    var added = ADDED.get();
    for (var pattern : new String[] {"/x/{name}", "/x/{image}", "/x/{image...}"}) {
      assertThatThrownBy(() -> added.image("GET", pattern, Action.IMAGE_PULL, (_, _, _) -> {}))
          .hasMessageContaining("{+image...}");
    }
    assertThatThrownBy(
            () -> added.scope("GET", "/x/{resource}", Action.EXEMPTION_LIST, (_, _, _) -> {}))
        .hasMessageContaining("{+resource...}");
  }
}
