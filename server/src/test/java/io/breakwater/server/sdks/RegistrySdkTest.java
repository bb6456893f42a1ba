package io.breakwater.server.sdks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation of the published SDKs for the registry's management API, in the order and with
/// the expectations of the Go SDK's own integration test.
class RegistrySdkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static RunningServer server;
  private static String account;
  private static String key;
  private static String host;
  private static String digest;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder);
    host = server.at("").toString().substring("http://".length());
    assertThat(put("/api/v1/namespaces/seed")).isEqualTo(201);
    var image = new ImageBuilder().layer(new LayerBuilder().file("etc/hostname", "seed")).build();
    digest = image.root().digest();
    server.push("seed/app", "1", image);
    var made =
        server.send(
            server
                .request("/api/v2/api-keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"sdk\"}")));
    key = JSON.readTree(made.body()).at("/key").asText();
    account =
        JSON.readTree(server.get("/api/v1/namespaces/details").body()).at("/0/account").asText();
  }

  private static int put(String path) throws Exception {
    return server.send(server.request(path).PUT(BodyPublishers.noBody())).statusCode();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// The answers of one SDK, in the order of its calls.
  private record Answers(Queue<JsonNode> lines) {
    JsonNode next(String operation, int status) {
      var line = lines.remove();
      assertThat(line.at("/operation").asText()).isEqualTo(operation);
      assertThat(line.at("/status").asInt()).as(line.toString()).isEqualTo(status);
      return line.path("result");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "PYTHON"})
  void everyOperationWorks(AdvisorSdk sdk) throws Exception {
    var namespace = sdk == AdvisorSdk.NODE ? "sdk-node" : "sdk-python";
    var lines = new ArrayDeque<JsonNode>();
    var arguments = List.of(server.at("").toString(), key, account, host + "/seed/app:1", digest);
    for (var line : sdk.run(folder, "registry", arguments)) {
      lines.add(JSON.readTree(line));
    }
    var answers = new Answers(lines);
    beginning(answers, namespace);
    images(answers, namespace);
    namespaces(answers, namespace);
    account(answers);
    retention(answers, namespace);
    deletion(answers, namespace);
    assertThat(lines).isEmpty();
  }

  private static void beginning(Answers answers, String namespace) {
    assertThat(answers.next("createNamespace", 201).at("/namespace").asText()).isEqualTo(namespace);
    assertThat(answers.next("getAuth", 200).at("/iam_authz").asBoolean()).isTrue();
    answers.next("updateAuth", 204);
    assertThat(answers.next("getSettings", 200).at("/platform_metrics").isBoolean()).isTrue();
    answers.next("updateSettings", 204);
  }

  private static void images(Answers answers, String namespace) {
    var repository = host + "/" + namespace + "/sdktest";
    answers.next("tagImage", 201);
    var image = answers.next("listImages", 200).get(0);
    assertThat(image.at("/RepoTags/0").asText()).isEqualTo(repository + ":1");
    assertThat(image.at("/RepoDigests/0").asText()).isEqualTo(repository + "@" + digest);
    // Without advisories nothing is known, so nothing is called not vulnerable.
    assertThat(image.at("/Vulnerable").asText()).isNotIn("", "false");
    assertThat(image.at("/Created").isIntegralNumber()).isTrue();
    var errors = answers.next("bulkDeleteImages", 200).at("/error");
    var none = host + "/" + namespace + "/notexist:1";
    assertThat(errors.path(none).at("/code").asText()).isEqualTo("MANIFEST_UNKNOWN");
    var digests = answers.next("listImageDigests", 200);
    assertThat(digests).hasSize(1);
    assertThat(digests.at("/0/id").asText()).isEqualTo(digest);
    assertThat(digests.get(0).at("/repoTags").path(repository).path("1").has("vulnerable"))
        .isTrue();
    var inspection = answers.next("inspectImage", 200);
    assertThat(inspection.at("/Id")).isEqualTo(image.at("/Id"));
    assertThat(inspection.at("/RootFS/Layers")).hasSize(1);
    assertThat(answers.next("getImageManifest", 200).at("/schemaVersion").asInt()).isEqualTo(2);
  }

  private static void namespaces(Answers answers, String namespace) {
    // There are no advisories, which is what everybody should know.
    assertThat(answers.next("getMessages", 200).asText()).contains("Advisories");
    assertThat(answers.next("listNamespaces", 200))
        .extracting(JsonNode::asText)
        .contains(namespace, "seed");
    var details = answers.next("listNamespaceDetails", 200);
    assertThat(details)
        .extracting(one -> one.at("/name").asText() + " " + one.at("/resource_group").asText())
        .contains(namespace + " team-a", "seed ");
    assertThat(answers.next("assignNamespace", 200).at("/namespace").asText()).isEqualTo(namespace);
  }

  private static void account(Answers answers) {
    assertThat(answers.next("getPlans", 200).at("/plan").asText()).isEqualTo("Standard");
    answers.next("updatePlans", 200);
    answers.next("updateQuota", 200);
    var quota = answers.next("getQuota", 200);
    assertThat(quota.at("/limit/storage_bytes").asLong()).isEqualTo(524_288_000);
    assertThat(quota.at("/limit/traffic_bytes").asLong()).isEqualTo(5_138_022_400L);
    assertThat(quota.at("/usage/storage_bytes").asLong()).isPositive();
  }

  private static void retention(Answers answers, String namespace) {
    var policies = answers.next("listRetentionPolicies", 200);
    assertThat(policies.path(namespace).at("/images_per_repo").asInt()).isEqualTo(-1);
    answers.next("setRetentionPolicy", 201);
    assertThat(answers.next("analyzeRetentionPolicy", 200)).isEmpty();
    assertThat(answers.next("getRetentionPolicy", 200).at("/images_per_repo").asInt())
        .isEqualTo(10);
  }

  private static void deletion(Answers answers, String namespace) {
    var name = host + "/" + namespace + "/sdktest";
    assertThat(answers.next("deleteImageTag", 200).at("/Untagged").asText()).isEqualTo(name + ":1");
    assertThat(answers.next("deleteImage", 200).at("/Untagged").asText())
        .isEqualTo(name + "@" + digest);
    var trash = answers.next("listDeletedImages", 200).path(name + "@" + digest);
    assertThat(trash.at("/daysUntilExpiry").asInt()).isEqualTo(30);
    var restored = answers.next("restoreTags", 200);
    assertThat(restored.at("/successful")).isEmpty();
    assertThat(restored.at("/unsuccessful")).isEmpty();
    answers.next("restoreImage", 404);
    answers.next("deleteNamespace", 204);
  }
}
