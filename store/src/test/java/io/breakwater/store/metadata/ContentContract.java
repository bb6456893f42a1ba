package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.blob;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.index;
import static io.breakwater.store.metadata.Fixture.key;
import static io.breakwater.store.metadata.Fixture.manifest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.referrer;
import static io.breakwater.store.metadata.Fixture.repository;
import static io.breakwater.store.metadata.Fixture.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Blobs, manifests and inventories, and how they come and go together.
abstract class ContentContract extends OpenMetadata {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void theFirstCopyOfAContentStaysAndTheSecondIsTold() throws StoreException {
    var first = key("layer");
    var second = key("layer");
    var robin = repository(metadata(), "birds/robin");
    var wren = repository(metadata(), "birds/wren");
    assertThat(write((Transaction tx) -> tx.blobs().link(robin, first, 5, NOW)))
        .isEqualTo(new Linked.Done(new StoredBlob(first, 5, NOW)));
    assertThat(write((Transaction tx) -> tx.blobs().link(wren, second, 5, NOW)))
        .isEqualTo(new Linked.Done(new StoredBlob(first, 5, NOW)));
    assertThat(used(metadata(), "birds")).isEqualTo(5);
  }

  @Test
  void aBlobIsServedWhereItIsLinkedAndMountedFromThere() throws StoreException {
    var robin = repository(metadata(), "birds/robin");
    var trout = repository(metadata(), "fish/trout");
    var layer = digest("layer");
    write((Transaction tx) -> blob(tx, robin, "layer"));
    assertThat(read((Transaction tx) -> tx.blobs().find(robin, layer))).isPresent();
    assertThat(read((Transaction tx) -> tx.blobs().find(trout, layer))).isEmpty();
    assertThat(write((Transaction tx) -> tx.blobs().mount(trout, robin, layer, NOW)))
        .isEqualTo(new Linked.Unknown());
    assertThat(write((Transaction tx) -> tx.blobs().mount(robin, trout, layer, NOW)))
        .isInstanceOf(Linked.Done.class);
    assertThat(read((Transaction tx) -> tx.blobs().find(trout, layer))).isPresent();
    assertThat(used(metadata(), "fish")).isEqualTo(5);
  }

  @Test
  void aManifestThatNamesWhatIsMissingIsRefusedWithAllOfIt() throws StoreException {
    var robin = repository(metadata(), "birds/robin");
    var wren = repository(metadata(), "birds/wren");
    write((Transaction tx) -> blob(tx, robin, "there"));
    write((Transaction tx) -> blob(tx, wren, "elsewhere"));
    var put =
        write(
            (Transaction tx) ->
                tx.manifests()
                    .put(robin, manifest("m", "elsewhere", "there", "nowhere"), "ann", NOW));
    assertThat(put)
        .isEqualTo(
            new ManifestPut.Missing(List.of(digest("elsewhere"), digest("nowhere")), List.of()));
    assertThat(read((Transaction tx) -> tx.manifests().find(robin, digest("m")))).isEmpty();
    assertThat(write((Transaction tx) -> tx.manifests().put(robin, index("i", "m"), "ann", NOW)))
        .isEqualTo(new ManifestPut.Missing(List.of(), List.of(digest("m"))));
  }

  @Test
  void aManifestThatStatesAnotherSizeIsRefusedWithBoth() throws StoreException {
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> tx.blobs().link(robin, key("layer"), 99, NOW));
    assertThat(
            write(
                (Transaction tx) -> tx.manifests().put(robin, manifest("m", "layer"), "ann", NOW)))
        .isEqualTo(
            new ManifestPut.WrongSizes(List.of(new ManifestPut.WrongSize(digest("layer"), 5, 99))));
  }

  @Test
  void whatNeedNotBeThereIsKeptWhereItIs() throws StoreException {
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> blob(tx, robin, "foreign"));
    var there = new NewManifest.Reference(digest("foreign"), 7, false);
    var absent = new NewManifest.Reference(digest("absent"), 7, false);
    var plain = manifest("m");
    var manifest =
        new NewManifest(
            plain.digest(),
            plain.mediaType(),
            Optional.empty(),
            plain.content(),
            Optional.empty(),
            Optional.empty(),
            List.of(there, absent),
            List.of(),
            Optional.empty());
    assertThat(write((Transaction tx) -> tx.manifests().put(robin, manifest, "ann", NOW)))
        .isInstanceOf(ManifestPut.Stored.class);
    assertThat(write((Transaction tx) -> tx.blobs().unlink(robin, digest("foreign"), NOW)))
        .isEqualTo(Blobs.Unlinked.IN_USE);
  }

  @Test
  void aBlobInUseStaysUntilItsManifestIsDeleted() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    var robin = repository(metadata(), "birds/robin");
    var layer = digest("layer");
    assertThat(write((Transaction tx) -> tx.blobs().unlink(robin, layer, NOW)))
        .isEqualTo(Blobs.Unlinked.IN_USE);
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(write((Transaction tx) -> tx.blobs().unlink(robin, layer, NOW)))
        .isEqualTo(Blobs.Unlinked.DONE);
    assertThat(write((Transaction tx) -> tx.blobs().unlink(robin, layer, NOW)))
        .isEqualTo(Blobs.Unlinked.UNKNOWN);
    // The trash needs it yet.
    var garbage = write((Transaction tx) -> tx.garbage().unreferenced(NOW.plus(DAY), 10));
    assertThat(garbage.copies()).isEmpty();
    assertThat(write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.Done(List.of("1"), List.of()));
    assertThat(read((Transaction tx) -> tx.blobs().find(robin, layer))).isPresent();
    assertThat(used(metadata(), "birds")).isEqualTo(7);
  }

  @Test
  void referrersAreFoundByTheirSubjectAndType() throws StoreException {
    var robin = repository(metadata(), "birds/robin");
    var wren = repository(metadata(), "birds/wren");
    write(
        (Transaction tx) -> {
          tx.manifests().put(robin, referrer("s1", "image", "signature"), "ann", NOW);
          tx.manifests().put(robin, referrer("b1", "image", "bill"), "ann", NOW);
          tx.manifests().put(robin, referrer("b2", "other", "bill"), "ann", NOW);
          return tx.manifests().put(wren, referrer("b3", "image", "bill"), "ann", NOW);
        });
    var all =
        read(
            (Transaction tx) ->
                tx.manifests().referrers(robin, digest("image"), Optional.empty(), 0, 10));
    assertThat(all).extracting(StoredManifest::digest).containsExactly(digest("s1"), digest("b1"));
    assertThat(all.getFirst().annotations()).contains("{\"of\":\"image\"}");
    assertThat(all.getFirst().artifactType()).contains("signature");
    var behind = all.getFirst().id();
    assertThat(
            read(
                (Transaction tx) ->
                    tx.manifests().referrers(robin, digest("image"), Optional.empty(), behind, 10)))
        .extracting(StoredManifest::digest)
        .containsExactly(digest("b1"));
    assertThat(
            read(
                (Transaction tx) ->
                    tx.manifests().referrers(robin, digest("image"), Optional.of("bill"), 0, 10)))
        .extracting(StoredManifest::digest)
        .containsExactly(digest("b1"));
    write((Transaction tx) -> tx.trash().put(robin, digest("b1"), "ann", NOW));
    assertThat(
            read(
                (Transaction tx) ->
                    tx.manifests().referrers(robin, digest("image"), Optional.of("bill"), 0, 10)))
        .isEmpty();
  }

  @Test
  void inventoriesGoWithTheirContent() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    var robin = repository(metadata(), "birds/robin");
    var layer = digest("layer");
    byte[] content = {0, 1, -1};
    assertThat(write((Transaction tx) -> tx.inventories().putLayer(layer, 1, content, NOW)))
        .isTrue();
    assertThat(write((Transaction tx) -> tx.inventories().putLayer(layer, 2, content, NOW)))
        .isTrue();
    assertThat(write((Transaction tx) -> tx.inventories().putLayer(digest("x"), 2, content, NOW)))
        .isFalse();
    assertThat(
            write(
                (Transaction tx) ->
                    tx.inventories().putImage(digest("m1"), 2, content, List.of(), NOW)))
        .isTrue();
    assertThat(read((Transaction tx) -> tx.inventories().layers(List.of(layer), 1))).isEmpty();
    assertThat(read((Transaction tx) -> tx.inventories().layers(List.of(layer), 2)).get(layer))
        .satisfies(found -> assertThat(found.content()).isEqualTo(content));
    assertThat(read((Transaction tx) -> tx.inventories().image(digest("m1"), 2))).isPresent();
    assertThat(read((Transaction tx) -> tx.inventories().image(digest("m1"), 1))).isEmpty();
    write((Transaction tx) -> tx.garbage().discard(robin, 10, NOW));
    write((Transaction tx) -> tx.garbage().sweepLinks(NOW.plus(DAY), 10, NOW));
    assertThat(write((Transaction tx) -> tx.garbage().unreferenced(NOW.plus(DAY), 10)).copies())
        .hasSize(1);
    assertThat(read((Transaction tx) -> tx.inventories().image(digest("m1"), 2))).isEmpty();
    assertThat(read((Transaction tx) -> tx.inventories().layers(List.of(layer), 2))).isEmpty();
  }

  @Test
  void aLostBlobIsNotServedUntilItIsPushedAgain() throws StoreException {
    push(metadata(), "birds/robin", "1", "m", "b");
    var robin = repository(metadata(), "birds/robin");
    StoredBlob stored = read((Transaction tx) -> tx.blobs().find(digest("b")).orElseThrow());
    assertThat(write((Transaction tx) -> tx.blobs().lose(key("b")))).isFalse();
    assertThat(write((Transaction tx) -> tx.blobs().lose(stored.key()))).isTrue();
    Optional<StoredBlob> lost = read((Transaction tx) -> tx.blobs().find(robin, digest("b")));
    assertThat(lost).isEmpty();
    Optional<Blobs.Link> link =
        read((Transaction tx) -> tx.blobs().find("birds/robin", digest("b")));
    assertThat(link).isEmpty();
    List<String> images = read((Transaction tx) -> tx.blobs().images(digest("b"), 10));
    assertThat(images).containsExactly("birds/robin:1");
    ManifestPut put =
        write((Transaction tx) -> tx.manifests().put(robin, manifest("x", "b"), "ann", NOW));
    assertThat(put).isInstanceOf(ManifestPut.Missing.class);

    var again = key("b");
    Linked linked = write((Transaction tx) -> tx.blobs().link(robin, again, 1, NOW));
    assertThat(linked)
        .isInstanceOfSatisfying(
            Linked.Done.class, done -> assertThat(done.blob().key()).isEqualTo(again));
    List<String> problems = read((Transaction tx) -> tx.consistency().problems(10));
    assertThat(problems).isEmpty();
  }
}
