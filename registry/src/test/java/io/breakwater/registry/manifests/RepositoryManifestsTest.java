package io.breakwater.registry.manifests;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.digest;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.MediaTypes;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceChange;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.namespaces.TagPattern;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryManifestsTest {
  private static final RepositoryName ROBIN = name("birds/robin");

  @TempDir Path folder;
  private Stores stores;
  private RepositoryManifests manifests;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    manifests = new RepositoryManifests(stores.metadata(), Stores.CLOCK);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void blob(String content) throws Exception {
    new Uploads(stores.metadata(), stores.blobs(), Stores.CLOCK, UploadLimits.defaults())
        .push(
            ROBIN,
            "ann",
            sha256(bytes(content)),
            UploadBody.of(new ByteArrayInputStream(bytes(content)), content.length()));
  }

  private static String descriptor(String type, String content, int size, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(type, sha256(bytes(content)), size, more);
  }

  private static String image(String layers) {
    return "{\"schemaVersion\":2,\"config\":"
        + descriptor("x/config", "{}", 2, "")
        + ",\"layers\":["
        + layers
        + "]}";
  }

  private static String layer(String content) {
    return descriptor(MediaTypes.OCI_LAYER, content, content.length(), "");
  }

  private PushedManifest put(String reference, String type, String content) throws Exception {
    return manifests.put(ROBIN, Reference.parse(reference), type, bytes(content), "ann");
  }

  private RegistryException refusal(ErrorCode code, String type, String content) {
    return refused(code, () -> put("1", type, content));
  }

  @Test
  void whatWasPushedIsPulledByTagAndDigest() throws Exception {
    blob("{}");
    blob("layer");
    var content = image(layer("layer"));
    var pushed = put("1", MediaTypes.OCI_MANIFEST, content);

    assertThat(pushed.digest()).isEqualTo(sha256(bytes(content)));
    for (var reference : List.of("1", pushed.digest().toString())) {
      var pulled = manifests.get(ROBIN, Reference.parse(reference));
      assertThat(pulled.content()).isEqualTo(bytes(content));
      assertThat(pulled.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    }
    manifests.delete(ROBIN, Reference.parse("1"), "ann");
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> manifests.get(ROBIN, Reference.parse("1")));
    var byDigest = Reference.parse(pushed.digest().toString());
    manifests.delete(ROBIN, byDigest, "ann");
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> manifests.get(ROBIN, byDigest));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> manifests.delete(ROBIN, byDigest, "ann"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "1",
        "{",
        "{\"schemaVersion\":2}",
        "{\"schemaVersion\":2}x",
        "{\"schemaVersion\":2,\"manifests\":[]}",
        "{\"schemaVersion\":1,\"fsLayers\":[]}",
        "{\"schemaVersion\":2,\"layers\":[],\"config\":null}",
        "{\"schemaVersion\":2,\"schemaVersion\":2}",
        "{\"schemaVersion\":2,\"layers\":[null],\"config\":{}}",
        "{\"schemaVersion\":2,\"Layers\":[]}",
        "{\"schemaVersion\":2,\"layers\":[{\"digest\":\"md5:1\",\"size\":1}]}",
        "{\"schemaVersion\":2,\"layers\":[{\"size\":1}]}",
        "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}"
      })
  void whatIsNoManifestIsRefused(String content) {
    refusal(ErrorCode.MANIFEST_INVALID, MediaTypes.OCI_MANIFEST, content);
  }

  @Test
  void mediaTypesMustAgreeAndBeKnown() throws Exception {
    blob("{}");
    refusal(ErrorCode.MANIFEST_INVALID, MediaTypes.OCI_INDEX, image(""));
    refusal(ErrorCode.MANIFEST_INVALID, MediaTypes.DOCKER_MANIFEST, image(""));
    refusal(ErrorCode.MANIFEST_INVALID, "text/html", image(""));
    var docker =
        image("").replaceFirst("2", "2,\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST + "\"");
    refusal(ErrorCode.MANIFEST_INVALID, MediaTypes.OCI_MANIFEST, docker);
    assertThat(put("2", MediaTypes.DOCKER_MANIFEST + "; charset=utf-8", docker).mediaType())
        .isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(put("3", "", image("")).mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
  }

  @Test
  void allThatIsMissingIsNamed() throws Exception {
    var refusal =
        refusal(ErrorCode.MANIFEST_BLOB_UNKNOWN, "", image(layer("one") + "," + layer("two")));
    assertThat(refusal.detail())
        .isEqualTo(
            new Detail.Missing(
                List.of(sha256(bytes("{}")), sha256(bytes("one")), sha256(bytes("two"))),
                List.of()));
    var index =
        "{\"schemaVersion\":2,\"manifests\":["
            + descriptor(MediaTypes.OCI_MANIFEST, "m", 1, "")
            + ","
            + descriptor("x/cache", "b", 1, "")
            + "]}";
    assertThat(refusal(ErrorCode.MANIFEST_BLOB_UNKNOWN, MediaTypes.OCI_INDEX, index).detail())
        .isEqualTo(new Detail.Missing(List.of(sha256(bytes("b"))), List.of(sha256(bytes("m")))));
  }

  @Test
  void wrongSizesAreRefusedWithBoth() throws Exception {
    blob("{}");
    blob("layer");
    var refusal =
        refusal(
            ErrorCode.MANIFEST_INVALID,
            "",
            image(descriptor(MediaTypes.OCI_LAYER, "layer", 99, "")));
    assertThat(refusal.detail())
        .isEqualTo(
            new Detail.WrongSizes(List.of(new Detail.WrongSize(sha256(bytes("layer")), 99, 5))));
  }

  @Test
  void layersWithAddressesAndSubjectsMayBeElsewhere() throws Exception {
    blob("{}");
    var urls = descriptor("x/y", "far", 3, ",\"urls\":[\"https://example.com/far\"]");
    var content =
        image(urls).replaceFirst("2", "2,\"subject\":" + descriptor("x/y", "gone", 4, ""));
    assertThat(put("1", "", content).subject()).contains(sha256(bytes("gone")));
  }

  @Test
  void digestsInReferencesMustMatchAndAreAnsweredAsGiven() throws Exception {
    blob("{}");
    var content = image("");
    var digest = digest("sha512", bytes(content));
    assertThat(put(digest.toString(), "", content).digest()).isEqualTo(digest);
    assertThat(manifests.get(ROBIN, new Reference.ByDigest(digest)).digest()).isEqualTo(digest);
    refused(ErrorCode.DIGEST_INVALID, () -> put(sha256(bytes("other")).toString(), "", content));
  }

  @Test
  void sizeAndDepthHaveLimits() throws Exception {
    var large = refusal(ErrorCode.SIZE_INVALID, "", " ".repeat((4 << 20) + 1));
    assertThat(large.detail()).isEqualTo(new Detail.TooLarge(4 << 20));
    refusal(
        ErrorCode.MANIFEST_INVALID,
        "",
        "{\"x\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}");
  }

  @Test
  void tenThousandLayersAreAnImage() throws Exception {
    blob("{}");
    blob("layer");
    var layers = (layer("layer") + ",").repeat(10_000);
    assertThat(put("1", "", image(layers.substring(0, layers.length() - 1))).added()).isTrue();
  }

  @Test
  void immutableTagsAreNeitherMovedNorRemoved() throws Exception {
    blob("{}");
    blob("layer");
    var digest = put("v1", "", image("")).digest();
    put("latest", "", image(""));
    var namespaces = new RegistryNamespaces(stores.metadata(), Stores.CLOCK);
    namespaces.change(
        "birds", NamespaceChange.NONE.withImmutableTags(List.of(TagPattern.parse("robin:v*"))));

    var moved = refused(ErrorCode.DENIED, () -> put("v1", "", image(layer("layer"))));
    assertThat(moved).hasMessageContaining("use another tag");
    for (var reference : List.of("v1", digest.toString())) {
      refused(ErrorCode.DENIED, () -> manifests.delete(ROBIN, Reference.parse(reference), "ann"));
    }
    assertThat(manifests.get(ROBIN, Reference.parse("v1")).content()).isEqualTo(bytes(image("")));
    assertThat(put("v1", "", image("")).added()).as("the same again").isFalse();
    assertThat(put("v2", "", image(layer("layer"))).added()).as("a new one").isTrue();
    put("latest", "", image(layer("layer")));
    manifests.delete(ROBIN, Reference.parse("latest"), "ann");

    namespaces.change("birds", NamespaceChange.NONE.withImmutableTags(List.of()));
    manifests.delete(ROBIN, Reference.parse(digest.toString()), "ann");
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> manifests.get(ROBIN, Reference.parse("v1")));
  }

  @Test
  void aManifestNeverNamesABlobThatIsDeletedBesideIt() throws Exception {
    blob("{}");
    var blobs = new RepositoryBlobs(stores.metadata(), stores.blobs(), Stores.CLOCK);
    for (var round = 0; round < 50; round++) {
      var content = "layer " + round;
      blob(content);
      var tag = "t" + round;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var deleted =
            threads.submit(() -> outcome(() -> blobs.delete(ROBIN, sha256(bytes(content)))));
        var pushed = threads.submit(() -> outcome(() -> put(tag, "", image(layer(content)))));
        assertThat(deleted.get()).as("exactly one of both").isNotEqualTo(pushed.get());
      }
    }
  }

  private interface Call {
    void run() throws Exception;
  }

  private static boolean outcome(Call call) throws Exception {
    try {
      call.run();
      return true;
    } catch (RegistryException e) {
      return false;
    }
  }
}
