package io.breakwater.registry.trash;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.store.metadata.StoredManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTrashTest {
  private static final RepositoryName ROBIN = name("birds/robin");

  @TempDir Path folder;
  private Stores stores;
  private Pushes pushes;
  private RepositoryManifests manifests;
  private RegistryTrash trash;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores);
    manifests = new RepositoryManifests(stores.metadata(), Stores.CLOCK);
    trash = new RegistryTrash(stores.metadata(), Stores.CLOCK, Duration.ofDays(30));
  }

  @AfterEach
  void close() throws Exception {
    List<String> problems = stores.metadata().read(tx -> tx.consistency().problems(10));
    stores.close();
    assertThat(problems).isEmpty();
  }

  private TrashPage page(int limit, String... namespaces) throws Exception {
    return trash.page(List.of(namespaces), Optional.empty(), limit);
  }

  private void delete(Digest digest) throws Exception {
    manifests.delete(ROBIN, new Reference.ByDigest(digest), "ann");
  }

  @Test
  void whatWasDeletedIsListedAndComesBackWithItsTags() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    pushes.image("birds/robin", "latest", "layer");
    delete(image);
    assertThat(page(10, "birds"))
        .isEqualTo(
            new TrashPage(
                List.of(
                    new TrashedImage(
                        "birds/robin",
                        image,
                        Stores.CLOCK.instant(),
                        "ann",
                        Stores.CLOCK.instant().plus(Duration.ofDays(30)),
                        List.of("1", "latest"))),
                Optional.empty()));
    assertThat(page(10, "fish").images()).isEmpty();
    assertThat(page(10, "nobodys").images()).isEmpty();

    pushes.image("birds/robin", "latest", "other");
    var restored = trash.restore(ROBIN, new Reference.ByDigest(image), "ann");
    assertThat(restored)
        .isEqualTo(new RestoredImage(image, List.of("1"), List.of("latest"), List.of()));
    assertThat(manifests.get(ROBIN, Reference.parse("1")).digest()).isEqualTo(image);
    assertThat(page(10, "birds").images()).isEmpty();
    refused(
        ErrorCode.MANIFEST_UNKNOWN,
        () -> trash.restore(ROBIN, new Reference.ByDigest(image), "ann"));
  }

  @Test
  void aTagFindsTheManifestThatHadItLastUnlessItIsTaken() throws Exception {
    delete(pushes.image("birds/robin", "1", "old"));
    var image = pushes.image("birds/robin", "1", "new");
    delete(image);
    assertThat(page(1, "birds").next()).isPresent();
    var byTag = Reference.parse("1");
    assertThat(trash.restore(ROBIN, byTag, "ann").digest()).isEqualTo(image);
    var refusal = refused(ErrorCode.DENIED, () -> trash.restore(ROBIN, byTag, "ann"));
    assertThat(refusal).hasMessageContaining("by its digest");
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(ROBIN, Reference.parse("2"), "ann"));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(name("birds/wren"), byTag, "ann"));
  }

  @Test
  void aManifestOfAnIndexIsNotDeletedBeforeTheIndexAndComesBackWithIt() throws Exception {
    var image = pushes.image("birds/robin", "", "layer");
    var inner = pushes.manifest("birds/robin", "", Pushes.index(Pushes.manifest("layer")));
    var outer =
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
            .formatted(
                "application/vnd.oci.image.index.v1+json",
                inner,
                Pushes.index(Pushes.manifest("layer")).length());
    var index =
        manifests
            .put(
                ROBIN,
                Reference.parse("multi"),
                "application/vnd.oci.image.index.v1+json",
                bytes(outer),
                "ann")
            .digest();

    var refusal = refused(ErrorCode.UNSUPPORTED, () -> delete(image));
    assertThat(refusal).hasMessageContaining(inner.toString());
    delete(index);
    delete(inner);
    delete(image);
    var restored = trash.restore(ROBIN, Reference.parse("multi"), "ann");
    assertThat(restored.with()).containsExactly(inner, image);
    assertThat(manifests.get(ROBIN, new Reference.ByDigest(image)).digest()).isEqualTo(image);
  }

  @Test
  void whatDoesNotFitStaysInTheTrashAsAWhole() throws Exception {
    var image = pushes.image("birds/robin", "", "layer");
    var index = pushes.manifest("birds/robin", "multi", Pushes.index(Pushes.manifest("layer")));
    delete(index);
    delete(image);
    stores.quota(400);
    pushes.blob("birds/robin", "x".repeat(100));
    var refusal =
        refused(ErrorCode.DENIED, () -> trash.restore(ROBIN, Reference.parse("multi"), "ann"));
    assertThat(refusal).hasMessageContaining("over quota");
    assertThat(page(10, "birds").images()).hasSize(2);
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> manifests.get(ROBIN, Reference.parse("multi")));
  }

  @Test
  void referrersAreFoundAgain() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    var signature =
        pushes.manifest(
            "birds/robin", "", Pushes.referrer(Pushes.manifest("layer"), "application/signature"));
    delete(image);
    delete(signature);
    trash.restore(ROBIN, new Reference.ByDigest(image), "ann");
    trash.restore(ROBIN, new Reference.ByDigest(signature), "ann");
    assertThat(image).isEqualTo(sha256(bytes(Pushes.manifest("layer"))));
    assertThat(
            new Referrers(stores.metadata())
                .page(ROBIN, image, Optional.empty(), 0, 10).manifests().stream()
                    .map(StoredManifest::digest))
        .containsExactly(signature);
  }

  @Test
  void theTrashOfManyNamespacesIsReadByPages() throws Exception {
    var repositories = List.of("birds/robin", "birds/wren", "fish/cod");
    var expected = new ArrayList<String>();
    for (var repository : repositories) {
      for (var layer : List.of("a", "b", "c")) {
        var image = pushes.image(repository, layer, layer);
        manifests.delete(name(repository), new Reference.ByDigest(image), "ann");
        expected.add(repository + "@" + image);
      }
    }
    for (var limit = 1; limit < 11; limit++) {
      var found = new ArrayList<String>();
      Optional<String> place = Optional.empty();
      do {
        var page = trash.page(List.of("fish", "nobodys", "birds"), place, limit);
        assertThat(page.images()).hasSizeLessThanOrEqualTo(limit);
        page.images().forEach(one -> found.add(one.repository() + "@" + one.digest()));
        place = page.next();
      } while (place.isPresent());
      assertThat(found).containsExactlyElementsOf(expected);
    }
    assertThat(page(10, "fish").images()).hasSize(3);
    assertThat(page(10).images()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "birds/robin@1", "birds/robin@x@1", "Birds/robin@1@1", "a/b@1@"})
  void whatIsNoPlaceInTheTrashIsRefused(String place) {
    refused(ErrorCode.NAME_INVALID, () -> trash.page(List.of("birds"), Optional.of(place), 10));
    refused(
        ErrorCode.NAME_INVALID,
        () -> trash.page(List.of("birds"), Optional.of("a/b@1@" + "1".repeat(400)), 10));
  }

  @Test
  void aDigestComesBackWhereverItWasWithItsTags() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    pushes.image("birds/robin", "2", "layer");
    pushes.image("birds/wren", "1", "layer");
    pushes.image("fish/cod", "1", "layer");
    for (var repository : List.of("birds/robin", "birds/wren", "fish/cod")) {
      manifests.delete(name(repository), new Reference.ByDigest(image), "ann");
    }
    pushes.image("birds/robin", "2", "other");
    var events = new ArrayList<ImageEvent>();
    trash = new RegistryTrash(stores.metadata(), Stores.CLOCK, Duration.ofDays(30), events::add);

    assertThat(trash.restore(List.of("birds", "nobodys"), image, "ben"))
        .isEqualTo(
            new RestoredTags(
                List.of("birds/robin@" + image, "birds/wren@" + image),
                List.of("birds/robin:1", "birds/wren:1"),
                List.of("birds/robin:2")));
    assertThat(events)
        .containsExactly(
            new ImageEvent.Restored(ROBIN, image, List.of(TagName.parse("1")), "ben"),
            new ImageEvent.Restored(name("birds/wren"), image, List.of(TagName.parse("1")), "ben"));
    assertThat(page(10, "fish").images()).as("another account's").hasSize(1);
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(List.of("birds"), image, "ben"));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(List.<String>of(), image, "ben"));
  }

  @Test
  void whatIsRefusedInEveryRepositoryIsRefused() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    delete(image);
    stores.quota(10);
    refused(ErrorCode.DENIED, () -> trash.restore(List.of("birds"), image, "ben"));
  }
}
