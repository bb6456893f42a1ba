package io.breakwater.api.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.Api;
import io.breakwater.api.Client;
import io.breakwater.api.TestServer;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.registry.Detail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a refusal looks like on each interface.
class ErrorShapeTest {
  private static final String QUOTA = "{\"usedBytes\":7,\"quotaBytes\":5}";

  @ParameterizedTest
  @CsvSource({
    "/v2/birds/robin/tags/list, DISTRIBUTION",
    "/oauth/token, DISTRIBUTION",
    "/livez, DISTRIBUTION",
    "/api/v1/images, ORIGINAL",
    "/va/api/v4/report/account, ORIGINAL",
    "/va/api/v3/report/image/status/a%2Fb, ORIGINAL",
    "/api/v2/users, PROBLEM",
    "/api/v2, PROBLEM",
    "/api/v20/users, ORIGINAL",
    "/api/harbor/api/v1/metadata, SCANNER",
    "/identity/token, IDENTITY",
  })
  void thePathDecides(String path, ErrorShape shape) {
    assertThat(ErrorShape.of(path)).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v2/ | {'errors':[{'code':'DENIED','message':'full','detail':QUOTA}]}",
        "/api/v1/x | {'code':'DENIED','message':'full','request-id':'r1','detail':QUOTA}",
        "/identity/token | {'errorCode':'DENIED','errorMessage':'full',"
            + "'context':{'requestId':'r1'}}",
        "/api/harbor/x | {'error':{'message':'full'}}",
        "/api/v2/x | {'type':'/problems/denied','title':'Denied','status':403,'detail':'full',"
            + "'code':'DENIED','request-id':'r1','usedBytes':7,'quotaBytes':5}",
      })
  void eachHasItsOwnWords(String path, String expected) {
    var refusal = Refusal.of(403, "DENIED", "full", new Detail.Quota(7, 5));
    var told = new ErrorShape.Told(refusal, "r1");
    assertThat(new String(ErrorAnswers.bytes(ErrorShape.of(path), told), StandardCharsets.UTF_8))
        .isEqualTo(expected.replace('\'', '"').replace("QUOTA", QUOTA));
  }

  @Test
  void whatTheServerItselfRefusesHasTheShapeOfItsPath(@TempDir Path folder) throws Exception {
    try (var server = new TestServer(folder)) {
      var admin = server.as("admin");
      var problem = admin.get("/api/v2/nothing");
      assertThat(problem.status()).isEqualTo(404);
      assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(problem.member("type")).isEqualTo("/problems/not-found");
      assertThat(problem.member("request-id")).isEqualTo(problem.header("X-Request-Id"));
      var original = admin.get("/va/api/v4/nothing");
      assertThat(original.header("Content-Type")).isEqualTo("application/json");
      assertThat(original.text()).startsWith("{\"code\":\"NOT_FOUND\",\"message\":\"");
      assertThat(admin.get("/nothing").text()).startsWith("{\"errors\":[{\"code\":\"NAME_UNKNOWN");
      assertThat(admin.bare("DELETE", "/api/v2/audit").code()).isEqualTo("UNSUPPORTED");
    }
  }

  @Test
  void everyInterfaceTakesEveryKindOfCredentials(@TempDir Path folder) throws Exception {
    var paths = new String[] {"/v2/", "/va/api/t/list", "/api/t/list", "/api/v2/t/list"};
    var options = Api.Options.of("test");
    try (var server = new TestServer(folder, options, (routes, audit) -> lists(routes, paths))) {
      var key = server.key("robin");
      var form = "grant_type=urn:ibm:params:oauth:grant-type:apikey&apikey=" + key;
      var token =
          server
              .anonymous()
              .post(
                  "/identity/token",
                  form.getBytes(StandardCharsets.UTF_8),
                  "Content-Type",
                  "application/x-www-form-urlencoded")
              .member("access_token");
      for (var path : paths) {
        assertThat(server.as("robin").get(path).status()).as(path).isEqualTo(200);
        assertThat(server.with(Client.basic("iamapikey", key)).get(path).status()).isEqualTo(200);
        assertThat(server.with("Bearer " + token).get(path).status()).as(path).isEqualTo(200);
        assertThat(server.with("bearer " + token).get(path, "Account", "acme").status())
            .isEqualTo(200);
        assertThat(server.anonymous().get(path).status()).as(path).isEqualTo(401);
        assertThat(server.with("Bearer x" + token).get(path).status()).as(path).isEqualTo(401);
      }
    }
  }

  private static void lists(GuardedRoutes routes, String... paths) {
    for (var path : paths) {
      if (!path.equals("/v2/")) {
        routes.namespaces("GET", path, Action.IMAGE_LIST, (_, response, _) -> response.send());
      }
    }
  }
}
