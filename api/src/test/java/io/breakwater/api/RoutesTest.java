package io.breakwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.api.access.Need;
import io.breakwater.http.Route;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All routes there are.
class RoutesTest {
  @Test
  void everyRouteDeclaresWhatItNeedsAndAsksForIt(@TempDir Path folder) throws Exception {
    try (var server = new TestServer(folder)) {
      assertThat(server.routes()).hasSizeGreaterThan(20);
      for (var route : server.routes()) {
        assertThat(route.attribute()).as(route.toString()).isInstanceOf(Need.class);
        switch ((Need) route.attribute()) {
          case Need.Nothing(var why) -> assertThat(why).as(route.toString()).isNotBlank();
          // This test asks from this machine.
          case Need.LocalOrOnAccount _ ->
              assertThat(server.anonymous().get(path(route), "X-Forwarded-For", "::1").status())
                  .as(route.toString())
                  .isEqualTo(401);
          case Need.Login _,
              Need.OnRepository _,
              Need.OnNamespace _,
              Need.OnImage _,
              Need.OnScope _,
              Need.OnAccount _,
              Need.Listing _ -> {
            var answer = server.anonymous().bare(route.method(), path(route));
            assertThat(answer.status()).as(route.toString()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).as(route.toString()).isNotEmpty();
          }
        }
      }
    }
  }

  private static String path(Route route) {
    return route
        .pattern()
        .replace("{name...}", "birds/robin")
        .replaceAll("\\{[^}]*digest}", "sha256:" + "0".repeat(64))
        .replaceAll("\\{[^}]*}", "x");
  }

  @Test
  void probesAndMetricsAreAnswered(@TempDir Path folder) throws Exception {
    try (var server = new TestServer(folder)) {
      var nobody = server.anonymous();
      assertThat(nobody.get("/livez").status()).isEqualTo(200);
      assertThat(nobody.get("/readyz").text()).isEqualTo("{\"ready\":true,\"missing\":[]}");
      server.missing = List.of("advisories");
      var waiting = nobody.get("/readyz");
      assertThat(waiting.status()).isEqualTo(503);
      assertThat(waiting.text()).isEqualTo("{\"ready\":false,\"missing\":[\"advisories\"]}");
      assertThat(nobody.get("/metrics").text()).isEqualTo("breakwater_up 1\n");
      assertThat(server.as("stranger").get("/metrics", "X-Forwarded-For", "::1").status())
          .isEqualTo(404);
      assertThat(server.as("admin").get("/metrics", "X-Forwarded-For", "::1").status())
          .isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsSaidInTheSpecificationsWords(@TempDir Path folder) throws Exception {
    try (var server = new TestServer(folder)) {
      var nothing = server.as("admin").get("/v2/birds/robin/nothing");
      assertThat(nothing.status()).isEqualTo(404);
      assertThat(nothing.text()).startsWith("{\"errors\":[{\"code\":\"");
      var method = server.as("admin").post("/v2/birds/robin/tags/list");
      assertThat(method.status()).isEqualTo(405);
      assertThat(method.code()).isEqualTo("UNSUPPORTED");
      assertThat(method.header("Allow")).isEqualTo("GET, HEAD");
    }
  }
}
