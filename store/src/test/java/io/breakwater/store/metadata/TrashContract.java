package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.blob;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.index;
import static io.breakwater.store.metadata.Fixture.key;
import static io.breakwater.store.metadata.Fixture.manifest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.repository;
import static io.breakwater.store.metadata.Fixture.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is deleted, what counts against the quota, and what is garbage.
abstract class TrashContract extends OpenMetadata {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void anIndexKeepsTheContentOfItsChildren() throws StoreException {
    push(metadata(), "birds/robin", "child", "m1", "layer");
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> tx.manifests().put(robin, index("i", "m1"), "ann", NOW));
    assertThat(read((Transaction tx) -> tx.manifests().parents(robin, digest("m1"), 10)))
        .extracting(StoredManifest::digest)
        .containsExactly(digest("i"));
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(write((Transaction tx) -> tx.garbage().purgeTrash(NOW.plus(DAY), 10, NOW)))
        .isEqualTo(1);
    write((Transaction tx) -> tx.trash().put(robin, digest("i"), "ann", NOW));
    assertThat(write((Transaction tx) -> tx.garbage().purgeTrash(NOW.plus(DAY), 10, NOW)))
        .isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.garbage().purgeTrash(NOW.plus(DAY), 10, NOW))).isZero();
    // The child went with the index: what is pushed now is new content.
    write((Transaction tx) -> blob(tx, robin, "layer"));
    assertThat(
            write((Transaction tx) -> tx.manifests().put(robin, manifest("m1", "layer"), "b", NOW)))
        .isInstanceOf(ManifestPut.Stored.class);
  }

  @Test
  void theTrashKeepsTagsButNotThoseThatWereTakenMeanwhile() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    push(metadata(), "birds/robin", "latest", "m1", "layer");
    var robin = repository(metadata(), "birds/robin");
    assertThat(write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW)))
        .contains(List.of("1", "latest"));
    assertThat(write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW)))
        .isEmpty();
    assertThat(read((Transaction tx) -> tx.manifests().byDigest("birds/robin", digest("m1"))))
        .isEmpty();
    assertThat(read((Transaction tx) -> tx.manifests().byTag("birds/robin", "1"))).isEmpty();
    var birds = read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    assertThat(read((Transaction tx) -> tx.trash().of(birds, 10)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.repository()).isEqualTo(robin);
              assertThat(found.digest()).isEqualTo(digest("m1"));
              assertThat(found.trashed()).isEqualTo(NOW);
              assertThat(found.trashedBy()).isEqualTo("bob");
              assertThat(found.tags()).containsExactly("1", "latest");
            });
    push(metadata(), "birds/robin", "latest", "m2", "layer");
    assertThat(write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.Done(List.of("1"), List.of("latest")));
    assertThat(read((Transaction tx) -> tx.manifests().byTag("birds/robin", "latest")))
        .map(ManifestContent::digest)
        .contains(digest("m2"));
    assertThat(write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.Unknown());
  }

  @Test
  void aManifestPushedAgainLeavesTheTrash() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW));
    assertThat(used(metadata(), "birds")).isZero();
    // Its blobs are still linked: nothing is to be sent again.
    push(metadata(), "birds/robin", "2", "m1");
    var put =
        write((Transaction tx) -> tx.manifests().put(robin, manifest("m1", "layer"), "ann", NOW));
    assertThat(put).isInstanceOf(ManifestPut.Stored.class);
    assertThat(used(metadata(), "birds")).isEqualTo(7);
    assertThat(read((Transaction tx) -> tx.tags().of(robin, digest("m1"))))
        .extracting(Tag::name)
        .containsExactly("2");
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW));
    assertThat(used(metadata(), "birds")).isZero();
  }

  @Test
  void usageCountsEachBlobOnceAndTheTrashNot() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "shared", "own");
    push(metadata(), "birds/wren", "1", "m2", "shared");
    push(metadata(), "birds/wren", "2", "m2", "shared");
    assertThat(used(metadata(), "birds")).isEqualTo("shared".length() + "own".length() + 4);
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(used(metadata(), "birds")).isEqualTo("shared".length() + 2);
    write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW));
    assertThat(used(metadata(), "birds")).isEqualTo("shared".length() + "own".length() + 4);
  }

  @Test
  void whatDoesNotFitIsRefusedWithUsageAndLimit() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "12345");
    var robin = repository(metadata(), "birds/robin");
    var birds = read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    write(
        (Transaction tx) -> {
          tx.namespaces().quota(birds, OptionalLong.of(10), NOW);
          return true;
        });
    assertThat(read((Transaction tx) -> tx.blobs().overQuota(birds, 3))).isEmpty();
    assertThat(read((Transaction tx) -> tx.blobs().overQuota(birds, 4)))
        .contains(new StorageLimit(false, 7, 10));
    assertThat(write((Transaction tx) -> blob(tx, robin, "1234")))
        .isEqualTo(new Linked.OverQuota(new StorageLimit(false, 7, 10)));
    assertThat(read((Transaction tx) -> tx.blobs().find(digest("1234")))).isEmpty();
    assertThat(write((Transaction tx) -> tx.manifests().put(robin, manifest("long"), "ann", NOW)))
        .isEqualTo(new ManifestPut.OverQuota(new StorageLimit(false, 7, 10)));
    assertThat(write((Transaction tx) -> blob(tx, robin, "123"))).isInstanceOf(Linked.Done.class);
    // What is there already costs nothing.
    assertThat(write((Transaction tx) -> blob(tx, robin, "12345"))).isInstanceOf(Linked.Done.class);
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(write((Transaction tx) -> blob(tx, robin, "1234"))).isInstanceOf(Linked.Done.class);
    assertThat(write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.OverQuota(new StorageLimit(false, 7, 10)));
  }

  @Test
  void whatDoesNotFitIntoAnAccountIsRefusedInEachOfItsNamespaces() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "12345");
    push(metadata(), "fish/cod", "1", "m1", "12345");
    var robin = repository(metadata(), "birds/robin");
    var birds = read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    var scope = Settings.account(birds.account());
    write(
        (Transaction tx) -> {
          tx.settings().put(scope, Settings.STORAGE_QUOTA, "17");
          tx.settings().put(Settings.account("other"), Settings.STORAGE_QUOTA, "0");
          return true;
        });
    var over = new StorageLimit(true, 14, 17);
    assertThat(read((Transaction tx) -> tx.blobs().overQuota(birds, 3))).isEmpty();
    assertThat(read((Transaction tx) -> tx.blobs().overQuota(birds, 4))).contains(over);
    assertThat(write((Transaction tx) -> blob(tx, robin, "1234")))
        .isEqualTo(new Linked.OverQuota(over));
    assertThat(read((Transaction tx) -> tx.blobs().find(digest("1234")))).isEmpty();
    assertThat(write((Transaction tx) -> tx.manifests().put(robin, manifest("long"), "ann", NOW)))
        .isEqualTo(new ManifestPut.OverQuota(over));
    write(
        (Transaction tx) -> {
          tx.namespaces().quota(birds, OptionalLong.of(8), NOW);
          return true;
        });
    assertThat(read((Transaction tx) -> tx.blobs().overQuota(birds, 4)))
        .as("the tighter limit is said")
        .contains(new StorageLimit(false, 7, 8));
  }

  @Test
  void garbageIsWhatNothingNeedsForLongEnough() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "kept", "gone");
    push(metadata(), "birds/wren", "1", "m2", "kept");
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> blob(tx, robin, "never named"));
    write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    var later = NOW.plus(DAY);
    assertThat(write((Transaction tx) -> tx.garbage().sweepLinks(NOW, 10, later))).isZero();
    assertThat(write((Transaction tx) -> tx.garbage().sweepLinks(later, 10, later))).isEqualTo(3);
    assertThat(write((Transaction tx) -> tx.garbage().purgeTrash(NOW, 10, later))).isZero();
    assertThat(write((Transaction tx) -> tx.garbage().unreferenced(later.plus(DAY), 10)).copies())
        .extracting(key -> key.digest())
        .containsExactly(digest("never named"));
    assertThat(write((Transaction tx) -> tx.garbage().purgeTrash(later, 10, later))).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.garbage().unreferenced(later, 10)).copies()).isEmpty();
    assertThat(write((Transaction tx) -> tx.garbage().unreferenced(later.plus(DAY), 10)).copies())
        .extracting(key -> key.digest())
        .containsExactly(digest("gone"));
    assertThat(read((Transaction tx) -> tx.blobs().page("", 10)))
        .extracting(blob -> blob.key().digest())
        .containsExactly(digest("kept"));
    assertThat(used(metadata(), "birds")).isEqualTo("kept".length() + 2);
  }
}
