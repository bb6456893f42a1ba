package io.breakwater.registry.images.details;

import static io.breakwater.registry.Stores.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.image.MediaTypes;
import io.breakwater.inventory.BaseImage;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Stores;
import io.breakwater.registry.images.ImageShop;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.testkit.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDetailReaderTest {
  private static final RepositoryName ROBIN = name("birds/robin");

  @TempDir Path folder;
  private ImageShop shop;
  private ImageDetailReader reader;

  @BeforeEach
  void open() throws Exception {
    shop = new ImageShop(folder);
    reader = new ImageDetailReader(shop.stores().metadata(), shop.stores().blobs());
  }

  @AfterEach
  void close() throws Exception {
    shop.close();
  }

  private static Map<String, Object> step(String createdBy, boolean empty) {
    return Json.object(
        "created", ImageShop.BUILT, "created_by", createdBy, "empty_layer", empty ? true : null);
  }

  private static byte[] config(Object history) {
    var config = ImageShop.config(ImageShop.BUILT, "amd64");
    config.put("history", history);
    config.put(
        "config",
        Json.object(
            "User", "app",
            "Entrypoint", List.of("/bin/robin"),
            "Cmd", List.of("sing"),
            "WorkingDir", "/nest",
            "ExposedPorts", Map.of("80/tcp", Map.of()),
            "Volumes", Map.of("/eggs", Map.of()),
            "Env", List.of("PATH=/bin", "TOKEN=abc=def"),
            "Labels", Map.of("org.opencontainers.image.base.name", "debian:12", "bird", "robin")));
    return Json.bytes(config);
  }

  private Digest image(String tag, byte[] config, String... layers) throws Exception {
    shop.blob("birds/robin", config);
    var named = new ArrayList<Object>();
    for (var layer : layers) {
      shop.blob("birds/robin", Stores.bytes(layer));
      named.add(descriptor(MediaTypes.OCI_LAYER, Stores.bytes(layer)));
    }
    return shop.put(
        "birds/robin",
        tag,
        MediaTypes.OCI_MANIFEST,
        Json.bytes(
            Json.object(
                "schemaVersion",
                2,
                "mediaType",
                MediaTypes.OCI_MANIFEST,
                "config",
                descriptor(MediaTypes.OCI_CONFIG, config),
                "layers",
                named)));
  }

  private static Map<String, Object> descriptor(String type, byte[] bytes) {
    return Json.object(
        "mediaType", type, "digest", Stores.sha256(bytes).toString(), "size", bytes.length);
  }

  private Digest signature(Digest subject, String payload, Map<String, Object> annotations)
      throws Exception {
    var empty = Stores.bytes("{}");
    shop.blob("birds/robin", empty);
    shop.blob("birds/robin", Stores.bytes(payload));
    return shop.put(
        "birds/robin",
        "",
        MediaTypes.OCI_MANIFEST,
        Json.bytes(
            Json.object(
                "schemaVersion",
                2,
                "mediaType",
                MediaTypes.OCI_MANIFEST,
                "artifactType",
                "application/vnd.example.signature",
                "config",
                descriptor("application/vnd.oci.empty.v1+json", empty),
                "layers",
                List.of(descriptor("text/plain", Stores.bytes(payload))),
                "subject",
                Json.object(
                    "mediaType", MediaTypes.OCI_MANIFEST, "digest", subject.toString(), "size", 1),
                "annotations",
                annotations)));
  }

  @Test
  void everyStepIsThereWithTheLayerThatItMade() throws Exception {
    var config =
        config(
            List.of(step("ADD rootfs", false), step("ENV TOKEN=abc", true), step("RUN x", false)));
    var digest = image("1", config, "lower", "upper");
    image("latest", config, "lower", "upper");

    var details = reader.read(ROBIN, digest);

    assertThat(details.kind()).isEqualTo(ImageDetails.Kind.IMAGE);
    assertThat(details.tags()).extracting(Object::toString).containsExactly("1", "latest");
    assertThat(details.size()).isEqualTo(config.length + 10L);
    assertThat(details.created()).contains(Instant.parse(ImageShop.BUILT));
    assertThat(details.pushedBy()).isEqualTo("ann");
    assertThat(details.pushed()).isEqualTo(Stores.CLOCK.instant());
    assertThat(details.base()).contains(new BaseImage("debian:12", ""));
    var platform = details.platforms().getFirst();
    assertThat(platform.platform()).contains("linux/amd64");
    assertThat(platform.steps())
        .extracting(BuildStep::createdBy)
        .containsExactly("ADD rootfs", "ENV TOKEN=…", "RUN x");
    assertThat(platform.steps().get(1).layer()).isEmpty();
    assertThat(platform.steps().get(1).empty()).isTrue();
    assertThat(platform.steps().getFirst().layer())
        .contains(
            new BuildStep.StepLayer(0, Stores.sha256(Stores.bytes("lower")), 5, Optional.of(true)));
    assertThat(platform.steps().get(2).layer().orElseThrow().base()).isEmpty();
    assertThat(platform.stepsInAll()).isEqualTo(3);
  }

  @Test
  void theConfigurationIsToldWithoutValuesOfVariables() throws Exception {
    var details = reader.read(ROBIN, image("1", config(List.of()), "lower"));

    var config = details.platforms().getFirst().config().orElseThrow();
    assertThat(config)
        .isEqualTo(
            new ConfigDetails(
                "app",
                List.of("/bin/robin"),
                List.of("sing"),
                "/nest",
                List.of("80/tcp"),
                List.of("/eggs"),
                Map.of("org.opencontainers.image.base.name", "debian:12", "bird", "robin"),
                List.of("PATH", "TOKEN")));
    assertThat(details.toString()).doesNotContain("abc");
  }

  @Test
  void aHistoryThatDoesNotGoWithTheLayersFollowsThem() throws Exception {
    var digest = image("1", config(List.of(step("ADD rootfs", false))), "lower", "upper");

    var steps = reader.read(ROBIN, digest).platforms().getFirst().steps();

    assertThat(steps)
        .extracting(step -> step.layer().map(BuildStep.StepLayer::index).orElse(-1))
        .containsExactly(0, 1, -1);
    assertThat(steps).extracting(BuildStep::createdBy).containsExactly("", "", "ADD rootfs");
  }

  @Test
  void aHistoryOfMoreThanTenThousandStepsIsCutAndCounted() throws Exception {
    var history = new ArrayList<Object>();
    for (var i = 0; i < ImageDetailReader.STEPS + 5; i++) {
      history.add(step("LABEL", true));
    }
    var platform = reader.read(ROBIN, image("1", config(history), "a")).platforms().getFirst();

    assertThat(platform.steps()).hasSize(ImageDetailReader.STEPS);
    assertThat(platform.stepsInAll()).isEqualTo(ImageDetailReader.STEPS + 6);
  }

  @Test
  void anIndexHasItsPlatformsWithLayersOfTheirOwn() throws Exception {
    var one = image("", Json.bytes(ImageShop.config(ImageShop.BUILT, "amd64")), "amd");
    var other =
        image("", Json.bytes(ImageShop.config("2026-05-01T12:00:00Z", "arm64")), "arm", "64");
    var index = shop.index("birds/robin", "1", one, other);

    var details = reader.read(ROBIN, index);

    assertThat(details.kind()).isEqualTo(ImageDetails.Kind.INDEX);
    assertThat(details.platforms())
        .extracting(platform -> platform.platform().orElseThrow())
        .containsExactly("linux/amd64", "linux/arm64");
    assertThat(details.platforms()).extracting(PlatformDetails::digest).containsExactly(one, other);
    assertThat(details.platforms().get(1).steps()).hasSize(2);
    assertThat(details.size())
        .isEqualTo(details.platforms().stream().mapToLong(PlatformDetails::size).sum());
    assertThat(details.created()).contains(Instant.parse("2026-05-01T12:00:00Z"));
    assertThat(details.platformsInAll()).isEqualTo(2);
  }

  @Test
  void anIndexOfMorePlatformsThanAreShownSaysHowManyThereAre() throws Exception {
    var children = new Digest[ImageDetailReader.PLATFORMS + 3];
    for (var i = 0; i < children.length; i++) {
      children[i] = image("", Json.bytes(ImageShop.config(ImageShop.BUILT, "a" + i)), "layer");
    }
    var details = reader.read(ROBIN, shop.index("birds/robin", "1", children));

    assertThat(details.platforms()).hasSize(ImageDetailReader.PLATFORMS);
    assertThat(details.platformsInAll()).isEqualTo(children.length);
  }

  @Test
  void whatRefersToItIsListedAndCounted() throws Exception {
    var digest = image("1", config(List.of()), "lower");
    var first =
        signature(
            digest,
            "0",
            Map.of("org.opencontainers.image.created", "2026-06-01T00:00:00Z", "by", "ann"));
    for (var i = 1; i <= ImageDetailReader.REFERRERS; i++) {
      signature(digest, Integer.toString(i), Map.of("long", "x".repeat(20_000)));
    }
    var details = reader.read(ROBIN, digest);

    assertThat(details.referrers()).hasSize(ImageDetailReader.REFERRERS);
    assertThat(details.referrersInAll()).isEqualTo(ImageDetailReader.REFERRERS + 1);
    var one = details.referrers().getFirst();
    assertThat(one.digest()).isEqualTo(first);
    assertThat(one.artifactType()).contains("application/vnd.example.signature");
    assertThat(one.created()).contains(Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(one.annotations()).containsEntry("by", "ann");
    assertThat(details.referrers().get(1).annotations()).isEmpty();
  }

  @Test
  void anArtifactHasNoPlatforms() throws Exception {
    var digest = image("1", config(List.of()), "lower");
    var details = reader.read(ROBIN, signature(digest, "signed", Map.of()));

    assertThat(details.kind()).isEqualTo(ImageDetails.Kind.ARTIFACT);
    assertThat(details.platforms()).isEmpty();
    assertThat(details.size()).isEqualTo(8);
  }

  @Test
  void aConfigurationThatIsNoneLeavesTheLayers() throws Exception {
    var platform =
        reader
            .read(ROBIN, image("1", Stores.bytes("[1]"), "lower", "upper"))
            .platforms()
            .getFirst();

    assertThat(platform.config()).isEmpty();
    assertThat(platform.steps()).hasSize(2);
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    image("1", config(List.of()), "lower");
    Stores.refused(
        ErrorCode.MANIFEST_UNKNOWN, () -> reader.read(ROBIN, Stores.sha256(new byte[0])));
  }
}
