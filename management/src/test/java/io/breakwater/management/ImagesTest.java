package io.breakwater.management;

import static io.breakwater.management.Client.encoded;
import static io.breakwater.management.Images.BUILT;
import static io.breakwater.management.Images.config;
import static io.breakwater.management.Images.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Reason;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.registry.namespaces.NamespaceChange;
import io.breakwater.registry.namespaces.PullPolicy;
import io.breakwater.registry.namespaces.TagPattern;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  private static final String ALL = "/api/v1/images/";
  private static final String TAGS = "/api/v1/images/tags";
  private static final String BULK = "/api/v1/images/bulkdelete";

  @TempDir Path folder;
  private ManagementServer server;
  private Client admin;
  private String host;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer(folder);
    admin = server.as("admin");
    host = server.host();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String copy(String from, String to) {
    return TAGS + "?fromimage=" + encoded(from) + "&toimage=" + encoded(to);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"birds/robin:1", "birds%2Frobin%3A1", "HOST/birds/robin:1", "birds/robin"})
  void inspectionHasDockersShape(String name) {
    Images.push(admin, "birds/robin", "latest", "layer");
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    var path = ALL + name.replace("HOST/", encoded(host)) + "/json";
    var image = server.as("robin").get(path);
    assertThat(image.status()).as(image.text()).isEqualTo(200);
    assertThat(image.at("Id")).isEqualTo(sha256(config(BUILT)).toString());
    assertThat(image.at("RepoTags"))
        .isEqualTo(List.of(host + "birds/robin:1", host + "birds/robin:latest"));
    assertThat(image.at("RepoDigests")).isEqualTo(List.of(host + "birds/robin@" + digest));
    assertThat(image.at("Created")).isEqualTo(BUILT);
    assertThat(image.at("Author")).isEqualTo("wren");
    assertThat(image.at("Architecture")).isEqualTo("amd64");
    assertThat(image.at("Os")).isEqualTo("linux");
    assertThat(image.at("Config", "Cmd")).isEqualTo(List.of("/bin/x"));
    assertThat(image.at("ContainerConfig")).isEqualTo(Map.of());
    assertThat(image.at("RootFS"))
        .isEqualTo(Map.of("Type", "layers", "Layers", List.of("sha256:" + "1".repeat(64))));
    assertThat(image.at("Size")).isEqualTo(config(BUILT).length() + 5L);
    assertThat(image.at("ManifestType")).isEqualTo(Images.MANIFEST);
  }

  @Test
  void manifestIsAsItWasPushed() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    var manifest = admin.get(ALL + encoded(host + "birds/robin:1") + "/manifest");
    assertThat(manifest.status()).isEqualTo(200);
    assertThat(manifest.header("Content-Type")).isEqualTo(Images.MANIFEST);
    assertThat(manifest.header("Docker-Content-Digest")).isEqualTo(digest.toString());
    assertThat(sha256(manifest.text())).isEqualTo(digest);
    assertThat(admin.get(ALL + "birds/robin:2/manifest").status()).isEqualTo(404);
    assertThat(server.as("stranger").get(ALL + "birds/robin:1/manifest").status()).isEqualTo(404);
    assertThat(server.as("wren").get(ALL + "birds/robin:1/json").status()).isEqualTo(403);
  }

  @Test
  void imageOfAnotherRegistryIsNone() {
    var answer = admin.get(ALL + encoded("us.icr.io/birds/robin:1") + "/json");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("us.icr.io");
  }

  @Test
  void tagIsCopiedWithinARepositoryAndToAnotherNamespace() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    assertThat(admin.post(copy("birds/robin:1", "birds/robin:2")).status()).isEqualTo(201);
    var to = admin.post(copy(host + "birds/robin@" + digest, host + "fish/robin:bark"));
    assertThat(to.status()).as(to.text()).isEqualTo(201);
    assertThat(admin.get("/v2/fish/robin/manifests/bark").header("Docker-Content-Digest"))
        .isEqualTo(digest.toString());
    assertThat(admin.get("/v2/fish/robin/blobs/" + sha256("layer")).text()).isEqualTo("layer");
    assertThat(server.remembered())
        .contains(
            "SUCCESS container-registry.image.push admin birds/robin:2",
            "SUCCESS container-registry.image.push admin fish/robin:bark");
  }

  @Test
  void tagIsCopiedWithTheRightsOfBothSidesOnly() {
    Images.push(admin, "birds/robin", "1", "layer");
    Images.push(admin, "fish/cod", "1", "cod");
    var wren = server.as("wren");
    assertThat(wren.post(copy("birds/robin:1", "birds/robin:2")).status()).isEqualTo(201);
    assertThat(wren.post(copy("fish/cod:1", "birds/cod:1")).status()).isEqualTo(404);
    assertThat(wren.post(copy("birds/robin:1", "fish/robin:1")).status()).isEqualTo(404);
    assertThat(server.as("robin").post(copy("birds/robin:1", "birds/robin:3")).status())
        .isEqualTo(403);
    assertThat(server.as("hawk").post(copy("birds/robin:1", "hawks/robin:1")).status())
        .isEqualTo(404);
    assertThat(admin.get("/v2/birds/cod/tags/list").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?fromimage=birds/robin:1",
        "?toimage=birds/robin:1",
        "?fromimage=birds/robin:1&toimage=birds/robin",
        "?fromimage=birds/robin:1&toimage=birds/robin@sha256:1",
        "?fromimage=birds/robin:1&toimage=birds/robin:-",
        "?fromimage=robin&toimage=birds/robin:1"
      })
  void tagThatIsNotNamedRightlyIsRefused(String query) {
    Images.push(admin, "birds/robin", "1", "layer");
    assertThat(admin.post(TAGS + query).status()).isEqualTo(400);
  }

  @Test
  void imageThatItsNamespaceHoldsBackIsNotCopiedOutOfIt() throws Exception {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    var fails =
        new ImageVerdict(
            new Verdict(Status.FAIL, List.of(new Reason("test", "A test", ""))),
            new IssueCounts(1, 0, 0, 0),
            Instant.EPOCH);
    server.verdicts.put(digest.toString(), fails);
    server.namespaces.change(
        "birds", NamespaceChange.NONE.withPullPolicy(new PullPolicy.ByVerdict(Duration.ZERO)));
    assertThat(admin.post(copy("birds/robin:1", "fish/robin:1")).status()).isEqualTo(403);
    assertThat(admin.post(copy("birds/robin:1", "birds/robin:2")).status()).isEqualTo(201);
    server.verdicts.clear();
    assertThat(admin.post(copy("birds/robin:1", "fish/robin:1")).status()).isEqualTo(201);
  }

  @Test
  void deletedImageLosesAllItsTags() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    Images.push(admin, "birds/robin", "2", "layer");
    var deleted = server.as("wren").delete(ALL + encoded(host + "birds/robin:1"));
    assertThat(deleted.text()).isEqualTo("{\"Untagged\":\"" + host + "birds/robin:1\"}");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(admin.get("/v2/birds/robin/manifests/2").status()).isEqualTo(404);
    assertThat(admin.get("/v2/birds/robin/manifests/" + digest).status()).isEqualTo(404);
    assertThat(admin.delete(ALL + "birds/robin:1").status()).isEqualTo(404);
    assertThat(server.remembered())
        .contains(
            "SUCCESS container-registry.image.delete wren birds/robin:1",
            "FAILURE container-registry.image.delete admin birds/robin:1");
  }

  @Test
  void whatAnIndexNamesGoesWithItOnly() {
    var image = Images.push(admin, "birds/robin", "", "layer");
    var size = admin.get("/v2/birds/robin/manifests/" + image).text().length();
    var index = Images.index(admin, "birds/robin", "all", image, size);
    var refused = admin.delete(ALL + "birds/robin@" + image);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains(index.toString());
    assertThat(admin.delete(ALL + "birds/robin:all").status()).isEqualTo(200);
  }

  @Test
  void immutableTagKeepsItsImage() throws Exception {
    Images.push(admin, "birds/robin", "v1", "layer");
    server.namespaces.change(
        "birds", NamespaceChange.NONE.withImmutableTags(List.of(TagPattern.parse("**:v*"))));
    assertThat(admin.delete(ALL + "birds/robin:v1").status()).isEqualTo(403);
    assertThat(admin.delete("/api/v1/tags/birds/robin:v1").status()).isEqualTo(403);
    assertThat(admin.post(BULK, "[\"birds/robin:v1\"]").at("error", "birds/robin:v1", "code"))
        .isEqualTo("DENIED");
  }

  @Test
  void untaggedImageStays() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    Images.push(admin, "birds/robin", "2", "layer");
    var untagged = admin.delete("/api/v1/tags/" + encoded(host + "birds/robin:1"));
    assertThat(untagged.text()).isEqualTo("{\"Untagged\":\"" + host + "birds/robin:1\"}");
    assertThat(admin.get("/v2/birds/robin/manifests/1").status()).isEqualTo(404);
    assertThat(admin.get("/v2/birds/robin/manifests/2").status()).isEqualTo(200);
    assertThat(admin.delete("/api/v1/tags/birds/robin").status()).isEqualTo(400);
    assertThat(admin.delete("/api/v1/tags/birds/robin@" + digest).status()).isEqualTo(400);
    assertThat(server.as("robin").delete("/api/v1/tags/birds/robin:2").status()).isEqualTo(403);
  }

  @Test
  void manyAreDeletedAndEachTellsWhyNot() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    Images.push(admin, "birds/robin", "2", "other");
    Images.push(admin, "fish/cod", "1", "cod");
    var names =
        List.of(
            host + "birds/robin@" + digest,
            "birds/robin:2",
            "birds/robin:2",
            "birds/robin:none",
            "birds/robin",
            "fish/cod:1",
            digest.toString());
    var body = "[\"" + String.join("\",\"", names) + "\"]";
    var answer = server.as("wren").post(BULK, body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("success"))
        .isEqualTo(List.of(host + "birds/robin@" + digest, "birds/robin:2"));
    assertThat(answer.at("error", "birds/robin:none", "code")).isEqualTo("MANIFEST_UNKNOWN");
    assertThat(answer.at("error", "birds/robin", "code")).isEqualTo("INVALID");
    assertThat(answer.at("error", "fish/cod:1", "code")).isEqualTo("NAME_UNKNOWN");
    assertThat(answer.at("error", digest.toString(), "code")).isEqualTo("NAME_INVALID");
    assertThat((Map<?, ?>) answer.at("error")).hasSize(4);
    assertThat(admin.get("/v2/fish/cod/manifests/1").status()).isEqualTo(200);
  }

  @Test
  void tooManyAreRefusedBeforeAnyIsDeleted() {
    Images.push(admin, "birds/robin", "1", "layer");
    var many = "[" + "\"birds/robin:1\",".repeat(1_000) + "\"birds/robin:1\"]";
    assertThat(admin.post(BULK, many).status()).isEqualTo(400);
    assertThat(admin.post(BULK, "{}").status()).isEqualTo(400);
    assertThat(admin.post(BULK, "[\"birds/robin:1\"").status()).isEqualTo(400);
    assertThat(admin.post(BULK, "[\"" + "x".repeat(9_000) + "\"]").status()).isEqualTo(400);
    assertThat(server.as("robin").post(BULK, "[\"birds/robin:1\"]").status()).isEqualTo(403);
    assertThat(admin.get("/v2/birds/robin/manifests/1").status()).isEqualTo(200);
  }
}
