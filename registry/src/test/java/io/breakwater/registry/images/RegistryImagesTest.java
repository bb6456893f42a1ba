package io.breakwater.registry.images;

import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.image.MediaTypes;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.namespaces.NamespaceChange;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.namespaces.TagPattern;
import io.breakwater.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryImagesTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final RepositoryName COD = name("fish/cod");
  private static final String BUILT = ImageShop.BUILT;

  @TempDir Path folder;
  private ImageShop shop;
  private RegistryImages images;

  @BeforeEach
  void open() throws Exception {
    shop = new ImageShop(folder);
    images = shop.images();
  }

  @AfterEach
  void close() throws Exception {
    List<String> problems = shop.stores().metadata().read(tx -> tx.consistency().problems(10));
    shop.close();
    assertThat(problems).isEmpty();
  }

  private List<ListedImage> listed(boolean lists) throws Exception {
    return shop.all(
        new ImageQuery(shop.namespaces("birds", "fish"), Optional.empty(), lists), 1000);
  }

  private static TagName tag(String text) throws Exception {
    return TagName.parse(text);
  }

  private Digest pulled(RepositoryName repository, String reference) throws Exception {
    return shop.manifests().get(repository, Reference.parse(reference)).digest();
  }

  @Test
  void aListSaysWhatAnImageIsAndWhatItIsCalled() throws Exception {
    var config = Json.bytes(ImageShop.config(BUILT, "arm64"));
    var image = shop.image("birds/robin", "1", config, "layer");
    shop.image("birds/robin", "latest", config, "layer");
    for (var look : List.of("reading", "kept")) {
      assertThat(listed(false))
          .as(look)
          .containsExactly(
              new ListedImage(
                  ROBIN,
                  image,
                  ManifestKind.OCI_MANIFEST,
                  MediaTypes.OCI_MANIFEST,
                  List.of(tag("1"), tag("latest")),
                  Optional.of(Instant.parse(BUILT)),
                  config.length + 5,
                  Map.of("bird", "robin"),
                  List.of("linux/arm64"),
                  Stores.CLOCK.instant(),
                  Optional.of(Stores.sha256(config))));
      shop.writes().flush();
    }
    var kept = shop.stores().metadata().read(tx -> tx.images().facts(image));
    assertThat(kept).isPresent();
  }

  @Test
  void anIndexIsListedWhereListsAreAskedForAndIsAsOldAsItsNewestPlatform() throws Exception {
    var arm = shop.image("birds/robin", "", "2026-03-01T00:00:00Z");
    var amd = shop.image("birds/robin", "", BUILT);
    var index = shop.index("birds/robin", "multi", arm, amd);
    assertThat(listed(false)).extracting(ListedImage::digest).containsExactly(arm, amd);
    var all = listed(true);
    assertThat(all).extracting(ListedImage::digest).containsExactly(arm, amd, index);
    var last = all.getLast();
    assertThat(last.kind().word()).isEqualTo("OCI Image Index v1");
    assertThat(last.created()).contains(Instant.parse(BUILT));
    assertThat(last.platforms()).containsExactly("linux/amd64");
    assertThat(last.tags()).containsExactly(tag("multi"));
    var tagged = new ImageQuery(shop.namespaces("birds"), Optional.empty(), true, true);
    assertThat(shop.all(tagged, 1)).extracting(ListedImage::digest).containsExactly(index);
  }

  @Test
  void artifactsAttestationsAndWhatIsInTheTrashAreNoImages() throws Exception {
    var image = shop.image("birds/robin", "1", BUILT);
    shop.image(
        "birds/robin", "chart", Json.bytes(Map.of()), "application/vnd.cncf.helm", "x", "x/y");
    var statement = new LinkedHashMap<>(ImageShop.config("", "unknown"));
    statement.put("os", "unknown");
    var attestation =
        shop.image(
            "birds/robin",
            "attestation",
            Json.bytes(statement),
            MediaTypes.OCI_CONFIG,
            "{}",
            "application/vnd.in-toto+json");
    shop.index("birds/robin", "attestations", attestation);
    new Pushes(shop.stores())
        .manifest(
            "birds/robin",
            "cache",
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
                .formatted(MediaTypes.OCI_INDEX));
    var trashed = shop.image("birds/robin", "2", "2026-04-02T00:00:00Z");
    images.remove(ROBIN, new Reference.ByDigest(trashed), "ann");
    assertThat(listed(true)).extracting(ListedImage::digest).containsExactly(image);
    shop.writes().flush();
    assertThat(listed(true)).extracting(ListedImage::digest).containsExactly(image);
  }

  @Test
  void pagesOfAnySizeHoldTheSameAndOnlyWhatWasAskedFor() throws Exception {
    for (var repository : List.of("birds/robin", "birds/wren", "fish/cod")) {
      for (var month : List.of("01", "02", "03")) {
        shop.image(repository, month, "2026-" + month + "-01T00:00:00Z");
        shop.image(repository, "c" + month, Json.bytes(Map.of("a", month)), "x/y", "x", "x/y");
      }
    }
    var expected = listed(true);
    assertThat(expected).hasSize(9);
    for (var limit = 1; limit < 11; limit++) {
      assertThat(
              shop.all(
                  new ImageQuery(shop.namespaces("birds", "fish"), Optional.empty(), true), limit))
          .isEqualTo(expected);
    }
    var one = new ImageQuery(shop.namespaces("birds"), Optional.of(ROBIN), false);
    assertThat(shop.all(one, 2)).extracting(ListedImage::repository).containsOnly(ROBIN).hasSize(3);
    var notMine = new ImageQuery(shop.namespaces("fish"), Optional.of(ROBIN), false);
    assertThat(shop.all(notMine, 10)).isEmpty();
    assertThat(shop.all(new ImageQuery(List.of(), Optional.empty(), true), 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "birds/robin@", "birds/robin@-1", "Birds@1", "birds/robin@1@1"})
  void whatIsNoPlaceInAListIsRefused(String place) throws Exception {
    var query = new ImageQuery(shop.namespaces("birds"), Optional.empty(), true);
    refused(ErrorCode.NAME_INVALID, () -> images.list(query, Optional.of(place), 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{",
        "{\"created\":\"yesterday\"}",
        "{\"created\":\"0001-01-01T00:00:00Z\"}",
        "{\"created\":\"+999999999-01-01T00:00:00Z\"}",
        "{\"created\":null,\"config\":null,\"os\":\"linux\"}",
        "{\"created\":\"2026-01-01\"}"
      })
  void anImageThatDoesNotSayWhenItWasBuiltIsListedNevertheless(String config) throws Exception {
    var image = shop.image("birds/robin", "1", Stores.bytes(config), "layer");
    var only = listed(false).getFirst();
    assertThat(only.digest()).isEqualTo(image);
    assertThat(only.created()).isEmpty();
    assertThat(only.size()).isEqualTo(config.length() + 5);
    assertThat(only.labels()).isEmpty();
  }

  @Test
  void labelsAndPlatformsThatAreTooLongAreLeftOutOfLists() throws Exception {
    var labels = new LinkedHashMap<String, String>();
    for (var i = 0; i < 200; i++) {
      labels.put("label" + i, "x");
    }
    var config = ImageShop.config(BUILT, "a".repeat(200));
    config.put("config", Map.of("Labels", labels));
    shop.image("birds/robin", "many", Json.bytes(config), "layer");
    config.put("config", Map.of("Labels", Map.of("long", "x".repeat(20_000))));
    shop.image("birds/robin", "long", Json.bytes(config), "layer");
    var found = listed(false);
    assertThat(found.getFirst().labels()).hasSize(100).containsKey("label0");
    assertThat(found.getFirst().platforms()).isEmpty();
    assertThat(found.getLast().labels()).isEmpty();
    assertThat(images.inspect(ROBIN, Reference.parse("many")).document().config().orElseThrow())
        .contains("label199");
  }

  @Test
  void whatWasPushedIsDescribedInTheBackground() throws Exception {
    try (var pushed = new PushedDescriptions(shop.descriptions())) {
      var image = shop.image("birds/robin", "1", BUILT);
      pushed.happened(new ImageEvent.Pushed(ROBIN, image, List.of(), true, "ann"));
      pushed.happened(new ImageEvent.Pushed(COD, image, List.of(), true, "ann"));
      for (var i = 0; i < 500; i++) {
        if (shop.stores().metadata().read(tx -> tx.images().facts(image)).isPresent()) {
          return;
        }
        Thread.sleep(10);
      }
    }
    assertThat(listed(false)).as("nothing was kept in the background").isEmpty();
  }

  @Test
  void anImageTellsAllOfItselfAndAnIndexWhatItsUsualPlatformTells() throws Exception {
    var config = Json.bytes(ImageShop.config(BUILT, "amd64"));
    var amd = shop.image("birds/robin", "1", config, "layer");
    var inspected = images.inspect(ROBIN, Reference.parse("1"));
    assertThat(inspected.digest()).isEqualTo(amd);
    assertThat(inspected.index()).isEmpty();
    assertThat(inspected.config()).isEqualTo(Stores.sha256(config));
    assertThat(inspected.tags()).containsExactly(tag("1"));
    assertThat(inspected.size()).isEqualTo(config.length + 5);
    assertThat(inspected.pushed()).isEqualTo(Stores.CLOCK.instant());
    var document = inspected.document();
    assertThat(document.created()).contains(BUILT);
    assertThat(document.time()).contains(Instant.parse(BUILT));
    assertThat(document.text("architecture")).isEqualTo("amd64");
    assertThat(document.text("author")).isEmpty();
    assertThat(document.config().orElseThrow()).contains("\"Cmd\":[\"sh\"]");
    assertThat(document.containerConfig()).isEmpty();
    assertThat(document.diffIds()).containsExactly("sha256:" + "d".repeat(64));
    assertThat(document.raw()).isEqualTo(new String(config, StandardCharsets.UTF_8));

    var index = shop.index("birds/robin", "multi", amd);
    var platform = images.inspect(ROBIN, Reference.parse("multi"));
    assertThat(platform.digest()).isEqualTo(amd);
    assertThat(platform.index()).contains(index);
    assertThat(platform.tags()).containsExactly(tag("multi"));
  }

  @Test
  void whatIsNoImageCannotBeInspected() throws Exception {
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> images.inspect(ROBIN, Reference.parse("1")));
    shop.image("birds/robin", "chart", Json.bytes(Map.of()), "application/vnd.cncf.helm", "x", "x");
    refused(ErrorCode.MANIFEST_INVALID, () -> images.inspect(ROBIN, Reference.parse("chart")));
    shop.index("birds/robin", "empty");
    refused(ErrorCode.MANIFEST_INVALID, () -> images.inspect(ROBIN, Reference.parse("empty")));
    var deep = "{\"config\":" + "[".repeat(40) + "]".repeat(40) + "}";
    for (var config : List.of("[]", "{\"a\":1,\"a\":2}", "{", "{} {}", "{\"rootfs\":1}", deep)) {
      shop.image("birds/robin", "bad", Stores.bytes(config), "layer");
      refused(ErrorCode.MANIFEST_INVALID, () -> images.inspect(ROBIN, Reference.parse("bad")));
    }
  }

  @Test
  void aConfigurationThatIsTooLargeIsNotRead() throws Exception {
    var large = Json.bytes(Map.of("author", "x".repeat(9 << 20)));
    shop.image("birds/robin", "1", large, "layer");
    assertThat(listed(false).getFirst().size()).isEqualTo(large.length + 5);
    refused(ErrorCode.MANIFEST_INVALID, () -> images.inspect(ROBIN, Reference.parse("1")));
  }

  @Test
  void anImageGetsAnotherTagInItsRepository() throws Exception {
    var image = shop.image("birds/robin", "1", BUILT);
    var other = shop.image("birds/robin", "2", "2026-04-02T00:00:00Z");
    shop.events();
    assertThat(images.tag(ROBIN, Reference.parse("1"), ROBIN, tag("2"), "ben").digest())
        .isEqualTo(image);
    assertThat(pulled(ROBIN, "2")).isEqualTo(image);
    assertThat(pulled(ROBIN, other.toString())).isEqualTo(other);
    images.untag(ROBIN, tag("1"), "ben");
    assertThat(shop.events())
        .containsExactly(
            new ImageEvent.Tagged(ROBIN, image, tag("2"), "ben"),
            new ImageEvent.Untagged(ROBIN, image, tag("1"), "ben"));
    refused(
        ErrorCode.MANIFEST_UNKNOWN,
        () -> images.tag(ROBIN, Reference.parse("1"), ROBIN, tag("3"), "ben"));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> images.untag(ROBIN, tag("1"), "ben"));
  }

  @Test
  void anIndexIsCopiedWithAllThatItNames() throws Exception {
    var amd = shop.image("birds/robin", "", BUILT);
    var arm = shop.image("birds/robin", "", "2026-03-01T00:00:00Z");
    var index = shop.index("birds/robin", "multi", amd, arm);
    shop.events();
    var copied = images.tag(ROBIN, Reference.parse("multi"), COD, tag("1"), "ben");
    assertThat(copied.digest()).isEqualTo(index);
    assertThat(copied.added()).isTrue();
    assertThat(pulled(COD, "1")).isEqualTo(index);
    assertThat(pulled(COD, arm.toString())).isEqualTo(arm);
    assertThat(shop.events())
        .containsExactly(
            new ImageEvent.Pushed(COD, amd, List.of(), true, "ben"),
            new ImageEvent.Pushed(COD, arm, List.of(), true, "ben"),
            new ImageEvent.Pushed(COD, index, List.of(tag("1")), true, "ben"));
    var again = images.tag(ROBIN, Reference.parse("multi"), COD, tag("2"), "ben");
    assertThat(again.added()).isFalse();
    images.remove(ROBIN, Reference.parse("multi"), "ben");
    assertThat(images.inspect(COD, Reference.parse("2")).digest()).isEqualTo(amd);
  }

  @Test
  void aCopyThatIsRefusedLeavesNothing() throws Exception {
    var amd = shop.image("birds/robin", "", BUILT);
    shop.index("birds/robin", "multi", amd);
    var namespaces = new RegistryNamespaces(shop.stores().metadata(), Stores.CLOCK);
    namespaces.change("fish", NamespaceChange.NONE.withQuotaBytes(OptionalLong.of(600)));
    refused(
        ErrorCode.DENIED, () -> images.tag(ROBIN, Reference.parse("multi"), COD, tag("1"), "ben"));
    assertThat(namespaces.current("fish").orElseThrow().usedBytes()).isZero();
    namespaces.change(
        "birds", NamespaceChange.NONE.withImmutableTags(List.of(TagPattern.parse("robin:m*"))));
    refused(
        ErrorCode.DENIED,
        () -> images.tag(ROBIN, Reference.parse(amd.toString()), ROBIN, tag("multi"), "ben"));
    refused(
        ErrorCode.NAME_UNKNOWN,
        () -> images.tag(ROBIN, Reference.parse("multi"), name("bees/x"), tag("1"), "ben"));
    assertThat(shop.events()).hasSize(2);
  }

  @Test
  void anImageIsRemovedByAnyOfItsTagsAndComesBackWithAll() throws Exception {
    var image = shop.image("birds/robin", "1", BUILT);
    shop.image("birds/robin", "2", BUILT);
    shop.events();
    var removed = images.remove(ROBIN, Reference.parse("2"), "ben");
    assertThat(removed.digest()).isEqualTo(image);
    assertThat(removed.tags()).containsExactly(tag("1"), tag("2"));
    assertThat(removed.with()).isEmpty();
    assertThat(shop.events())
        .containsExactly(new ImageEvent.Deleted(ROBIN, image, removed.tags(), "ben"));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> images.remove(ROBIN, Reference.parse("1"), "ben"));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> images.remove(COD, Reference.parse("1"), "ben"));
  }

  @Test
  void withAnIndexGoThePlatformsThatNothingElseNames() throws Exception {
    var only = shop.image("birds/robin", "", "2026-01-01T00:00:00Z");
    var tagged = shop.image("birds/robin", "kept", "2026-02-01T00:00:00Z");
    var shared = shop.image("birds/robin", "", "2026-03-01T00:00:00Z");
    var nested = shop.image("birds/robin", "", "2026-04-01T00:00:00Z");
    var inner = shop.index("birds/robin", "", nested);
    var index = shop.index("birds/robin", "multi", only, tagged, shared, inner);
    shop.index("birds/robin", "other", shared);
    var refusal =
        refused(ErrorCode.UNSUPPORTED, () -> images.remove(ROBIN, Reference.parse("kept"), "ben"));
    assertThat(refusal).hasMessageContaining(index.toString());
    var removed = images.remove(ROBIN, Reference.parse("multi"), "ben");
    assertThat(removed.with()).containsExactly(only, inner, nested);
    var left = new ArrayList<Digest>();
    listed(true).forEach(image -> left.add(image.digest()));
    assertThat(left).contains(tagged, shared).doesNotContain(only, nested, index);
  }
}
