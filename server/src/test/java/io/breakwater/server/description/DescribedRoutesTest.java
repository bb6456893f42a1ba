package io.breakwater.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is described is there, and what is there is described.
class DescribedRoutesTest {
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete");

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode description(String prefix) throws Exception {
    var answer = server.anonymous(prefix + "/openapi.json");
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1", "/api/v2", "/va/api"})
  void theDescriptionHasEveryRouteAndNoOther(String prefix) throws Exception {
    var described = new TreeSet<String>();
    description(prefix)
        .at("/paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(method -> described.add(method + " " + plain(path.getKey()))));
    var routes = new TreeSet<String>();
    for (var route : server.server().routes()) {
      if (route.pattern().startsWith(prefix + "/")) {
        routes.add(route.method().toLowerCase(Locale.ROOT) + " " + plain(route.pattern()));
      }
    }
    assertThat(described).isEqualTo(routes);
  }

  /// A description tells paths apart by their parameters' places, not by their names.
  private static String plain(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1", "/api/v2", "/va/api"})
  void everyReferenceLeadsSomewhere(String prefix) throws Exception {
    var description = description(prefix);
    assertThat(description.at("/openapi").asText()).isEqualTo("3.1.0");
    var references = description.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    for (var reference : references) {
      assertThat(description.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
    var names = description.findValuesAsText("operationId");
    assertThat(names).doesNotHaveDuplicates().isNotEmpty();
  }
}
