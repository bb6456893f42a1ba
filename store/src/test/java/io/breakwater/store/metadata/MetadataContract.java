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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database of metadata does.
abstract class MetadataContract {
  private static final Duration DAY = Duration.ofDays(1);

  private MetadataOptions options;
  private Metadata metadata;

  /// A new, empty place.
  abstract MetadataOptions options() throws Exception;

  @BeforeEach
  void openEmpty() throws Exception {
    options = options();
    metadata = Metadata.open(options);
  }

  final Metadata metadata() {
    return metadata;
  }

  @AfterEach
  void closeMetadata() {
    metadata.close();
  }

  @Test
  void whatAWorkThrowsUndoesItsTransactionAlone() throws StoreException {
    assertThatThrownBy(
            () ->
                metadata.write(
                    (Transaction tx) -> {
                      tx.settings().put(Settings.REGISTRY, "a", "1");
                      throw new UnsupportedOperationException("refused");
                    }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("refused");
    metadata.write((Transaction tx) -> tx.settings().putIfAbsent(Settings.REGISTRY, "b", "2"));
    assertThat(metadata.read((Transaction tx) -> tx.settings().all(Settings.REGISTRY)))
        .containsOnlyKeys("b");
  }

  @Test
  void whatWasNotedIsSeenAtOnceAndThereWhenOpenedAgain() throws StoreException {
    assertThat(metadata.note((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW)))
        .isTrue();
    assertThat(metadata.read((Transaction tx) -> tx.namespaces().find("birds"))).isPresent();
    assertThatThrownBy(() -> metadata.note(MetadataContract::refused))
        .isInstanceOf(UnsupportedOperationException.class);
    metadata.close();
    metadata = Metadata.open(options);
    assertThat(metadata.read((Transaction tx) -> tx.namespaces().find("birds"))).isPresent();
    assertThat(metadata.read((Transaction tx) -> tx.namespaces().find("fish"))).isEmpty();
  }

  private static boolean refused(Transaction tx) {
    tx.namespaces().create("fish", "acme", NOW);
    throw new UnsupportedOperationException("refused");
  }

  @Test
  void aReadChangesNothing() throws StoreException {
    assertThatThrownBy(
            () -> metadata.read((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW)))
        .isInstanceOf(Exception.class);
    assertThat(metadata.read((Transaction tx) -> tx.namespaces().all())).isEmpty();
  }

  @Test
  void whatWasWrittenIsThereWhenOpenedAgain() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    metadata.close();
    metadata = Metadata.open(options);
    var found =
        metadata.read((Transaction tx) -> tx.manifests().byTag("birds/robin", "1")).orElseThrow();
    assertThat(found.content()).asString().isEqualTo("m1");
    assertThat(found.digest()).isEqualTo(digest("m1"));
  }

  @Test
  void namespacesAndTheirNamesAreUnique() throws StoreException {
    assertThat(metadata.write((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW)))
        .isTrue();
    assertThat(metadata.write((Transaction tx) -> tx.namespaces().create("birds", "other", NOW)))
        .isFalse();
    var namespace = metadata.read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    assertThat(namespace.account()).isEqualTo("acme");
    assertThat(namespace.quotaBytes()).isEmpty();
    assertThat(metadata.read((Transaction tx) -> tx.namespaces().of("other"))).isEmpty();
  }

  @Test
  void aNamespaceIsDeletedOnceItIsEmptyAndItsSettingsWithIt() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    var birds = metadata.read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    metadata.write(
        (Transaction tx) -> tx.settings().putIfAbsent(Settings.scope(birds), "anonymous", "true"));
    assertThat(metadata.write((Transaction tx) -> tx.namespaces().delete(birds))).isFalse();
    var robin =
        metadata.read((Transaction tx) -> tx.repositories().find("birds/robin")).orElseThrow();
    assertThat(metadata.write((Transaction tx) -> tx.repositories().delete(robin, NOW))).isFalse();
    assertThat(metadata.write((Transaction tx) -> tx.garbage().discard(robin, 10, NOW)))
        .isEqualTo(1);
    assertThat(metadata.write((Transaction tx) -> tx.repositories().delete(robin, NOW))).isTrue();
    assertThat(used(metadata, "birds")).isZero();
    assertThat(metadata.write((Transaction tx) -> tx.namespaces().delete(birds))).isTrue();
    assertThat(metadata.read((Transaction tx) -> tx.settings().all(Settings.scope(birds))))
        .isEmpty();
    var garbage =
        metadata.write((Transaction tx) -> tx.garbage().unreferenced(NOW.plusSeconds(1), 10));
    assertThat(garbage.copies()).hasSize(1);
  }

  @Test
  void theFirstCopyOfAContentStaysAndTheSecondIsTold() throws StoreException {
    var first = key("layer");
    var second = key("layer");
    var robin = repository(metadata, "birds/robin");
    var wren = repository(metadata, "birds/wren");
    assertThat(metadata.write((Transaction tx) -> tx.blobs().link(robin, first, 5, NOW)))
        .isEqualTo(new Linked.Done(new StoredBlob(first, 5, NOW)));
    assertThat(metadata.write((Transaction tx) -> tx.blobs().link(wren, second, 5, NOW)))
        .isEqualTo(new Linked.Done(new StoredBlob(first, 5, NOW)));
    assertThat(used(metadata, "birds")).isEqualTo(5);
  }

  @Test
  void aBlobIsServedWhereItIsLinkedAndMountedFromThere() throws StoreException {
    var robin = repository(metadata, "birds/robin");
    var trout = repository(metadata, "fish/trout");
    var layer = digest("layer");
    metadata.write((Transaction tx) -> blob(tx, robin, "layer"));
    assertThat(metadata.read((Transaction tx) -> tx.blobs().find(robin, layer))).isPresent();
    assertThat(metadata.read((Transaction tx) -> tx.blobs().find(trout, layer))).isEmpty();
    assertThat(metadata.write((Transaction tx) -> tx.blobs().mount(trout, robin, layer, NOW)))
        .isEqualTo(new Linked.Unknown());
    assertThat(metadata.write((Transaction tx) -> tx.blobs().mount(robin, trout, layer, NOW)))
        .isInstanceOf(Linked.Done.class);
    assertThat(metadata.read((Transaction tx) -> tx.blobs().find(trout, layer))).isPresent();
    assertThat(used(metadata, "fish")).isEqualTo(5);
  }

  @Test
  void aManifestThatNamesWhatIsMissingIsRefusedWithAllOfIt() throws StoreException {
    var robin = repository(metadata, "birds/robin");
    var wren = repository(metadata, "birds/wren");
    metadata.write((Transaction tx) -> blob(tx, robin, "there"));
    metadata.write((Transaction tx) -> blob(tx, wren, "elsewhere"));
    var put =
        metadata.write(
            (Transaction tx) ->
                tx.manifests()
                    .put(robin, manifest("m", "elsewhere", "there", "nowhere"), "ann", NOW));
    assertThat(put)
        .isEqualTo(
            new ManifestPut.Missing(List.of(digest("elsewhere"), digest("nowhere")), List.of()));
    assertThat(metadata.read((Transaction tx) -> tx.manifests().find(robin, digest("m"))))
        .isEmpty();
    assertThat(
            metadata.write(
                (Transaction tx) -> tx.manifests().put(robin, index("i", "m"), "ann", NOW)))
        .isEqualTo(new ManifestPut.Missing(List.of(), List.of(digest("m"))));
  }

  @Test
  void aManifestThatStatesAnotherSizeIsRefusedWithBoth() throws StoreException {
    var robin = repository(metadata, "birds/robin");
    metadata.write((Transaction tx) -> tx.blobs().link(robin, key("layer"), 99, NOW));
    assertThat(
            metadata.write(
                (Transaction tx) -> tx.manifests().put(robin, manifest("m", "layer"), "ann", NOW)))
        .isEqualTo(
            new ManifestPut.WrongSizes(List.of(new ManifestPut.WrongSize(digest("layer"), 5, 99))));
  }

  @Test
  void whatNeedNotBeThereIsKeptWhereItIs() throws StoreException {
    var robin = repository(metadata, "birds/robin");
    metadata.write((Transaction tx) -> blob(tx, robin, "foreign"));
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
    assertThat(metadata.write((Transaction tx) -> tx.manifests().put(robin, manifest, "ann", NOW)))
        .isInstanceOf(ManifestPut.Stored.class);
    assertThat(metadata.write((Transaction tx) -> tx.blobs().unlink(robin, digest("foreign"), NOW)))
        .isEqualTo(Blobs.Unlinked.IN_USE);
  }

  @Test
  void aBlobInUseStaysUntilItsManifestIsDeleted() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    var robin = repository(metadata, "birds/robin");
    var layer = digest("layer");
    assertThat(metadata.write((Transaction tx) -> tx.blobs().unlink(robin, layer, NOW)))
        .isEqualTo(Blobs.Unlinked.IN_USE);
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(metadata.write((Transaction tx) -> tx.blobs().unlink(robin, layer, NOW)))
        .isEqualTo(Blobs.Unlinked.DONE);
    assertThat(metadata.write((Transaction tx) -> tx.blobs().unlink(robin, layer, NOW)))
        .isEqualTo(Blobs.Unlinked.UNKNOWN);
    // The trash needs it yet.
    var garbage = metadata.write((Transaction tx) -> tx.garbage().unreferenced(NOW.plus(DAY), 10));
    assertThat(garbage.copies()).isEmpty();
    assertThat(metadata.write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.Done(List.of("1"), List.of()));
    assertThat(metadata.read((Transaction tx) -> tx.blobs().find(robin, layer))).isPresent();
    assertThat(used(metadata, "birds")).isEqualTo(7);
  }

  @Test
  void tagsAreReplacedOnlyWhereTheyMayBe() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    push(metadata, "birds/robin", "2", "m2", "layer");
    var robin = repository(metadata, "birds/robin");
    assertThat(
            metadata.write((Transaction tx) -> tx.tags().put(robin, "1", digest("m2"), false, NOW)))
        .isEqualTo(new Tagged.Taken(digest("m1")));
    assertThat(
            metadata.write((Transaction tx) -> tx.tags().put(robin, "1", digest("m1"), false, NOW)))
        .isEqualTo(new Tagged.Done(Optional.of(digest("m1"))));
    assertThat(
            metadata.write((Transaction tx) -> tx.tags().put(robin, "1", digest("m2"), true, NOW)))
        .isEqualTo(new Tagged.Done(Optional.of(digest("m1"))));
    assertThat(
            metadata.write(
                (Transaction tx) -> tx.tags().put(robin, "3", digest("none"), true, NOW)))
        .isEqualTo(new Tagged.Unknown());
    assertThat(metadata.read((Transaction tx) -> tx.tags().of(robin, digest("m2"))))
        .extracting(Tag::name)
        .containsExactly("1", "2");
    assertThat(metadata.write((Transaction tx) -> tx.tags().delete(robin, "1"))).isTrue();
    assertThat(metadata.write((Transaction tx) -> tx.tags().delete(robin, "1"))).isFalse();
  }

  @Test
  void pagesFollowTheBytesOfTheNames() throws StoreException {
    var names = List.of("1.10", "1.9", "A", "B", "_x", "a", "a-1", "a.1", "a1", "b");
    for (var name : names.reversed()) {
      push(metadata, "birds/robin", name, "m1", "layer");
    }
    var robin = repository(metadata, "birds/robin");
    assertThat(metadata.read((Transaction tx) -> tx.tags().page(robin, "", 100)))
        .extracting(Tag::name)
        .containsExactlyElementsOf(names);
    assertThat(metadata.read((Transaction tx) -> tx.tags().page(robin, "B", 3)))
        .extracting(Tag::name)
        .containsExactly("_x", "a", "a-1");
    // What is not there may be paged from too.
    assertThat(metadata.read((Transaction tx) -> tx.tags().page(robin, "a0", 1)))
        .extracting(Tag::name)
        .containsExactly("a1");
  }

  @Test
  void theCatalogNamesRepositoriesWithManifestsOfVisibleNamespaces() throws StoreException {
    for (var name : List.of("a/z", "a-b/x", "c/y", "a/b/c")) {
      push(metadata, name, "1", "m-" + name, "layer");
    }
    repository(metadata, "a/empty");
    assertThat(metadata.read((Transaction tx) -> tx.repositories().page("", 10)))
        .extracting(Repository::name)
        .containsExactly("a-b/x", "a/b/c", "a/z", "c/y");
    var visible =
        metadata.read(
            (Transaction tx) ->
                List.of(
                    tx.namespaces().find("a").orElseThrow(),
                    tx.namespaces().find("a-b").orElseThrow()));
    assertThat(metadata.read((Transaction tx) -> tx.repositories().page(visible, "", 2)))
        .extracting(Repository::name)
        .containsExactly("a-b/x", "a/b/c");
    assertThat(metadata.read((Transaction tx) -> tx.repositories().page(visible, "a/b/c", 10)))
        .extracting(Repository::name)
        .containsExactly("a/z");
    assertThat(metadata.read((Transaction tx) -> tx.repositories().page(List.of(), "", 10)))
        .isEmpty();
  }

  @Test
  void theCatalogOfManyVisibleNamespacesIsTheSame() throws StoreException {
    for (var i = 0; i < 40; i++) {
      push(metadata, "n" + i + "/r", "1", "m" + i, "layer");
    }
    var visible =
        metadata.read(
            (Transaction tx) ->
                tx.namespaces().all().stream()
                    .filter(namespace -> !namespace.name().equals("n1"))
                    .toList());
    assertThat(metadata.read((Transaction tx) -> tx.repositories().page(visible, "n0/r", 2)))
        .extracting(Repository::name)
        .containsExactly("n10/r", "n11/r");
  }

  @Test
  void referrersAreFoundByTheirSubjectAndType() throws StoreException {
    var robin = repository(metadata, "birds/robin");
    var wren = repository(metadata, "birds/wren");
    metadata.write(
        (Transaction tx) -> {
          tx.manifests().put(robin, referrer("s1", "image", "signature"), "ann", NOW);
          tx.manifests().put(robin, referrer("b1", "image", "bill"), "ann", NOW);
          tx.manifests().put(robin, referrer("b2", "other", "bill"), "ann", NOW);
          return tx.manifests().put(wren, referrer("b3", "image", "bill"), "ann", NOW);
        });
    var all =
        metadata.read(
            (Transaction tx) ->
                tx.manifests().referrers(robin, digest("image"), Optional.empty(), 0, 10));
    assertThat(all).extracting(StoredManifest::digest).containsExactly(digest("s1"), digest("b1"));
    assertThat(all.getFirst().annotations()).contains("{\"of\":\"image\"}");
    assertThat(all.getFirst().artifactType()).contains("signature");
    var behind = all.getFirst().id();
    assertThat(
            metadata.read(
                (Transaction tx) ->
                    tx.manifests().referrers(robin, digest("image"), Optional.empty(), behind, 10)))
        .extracting(StoredManifest::digest)
        .containsExactly(digest("b1"));
    assertThat(
            metadata.read(
                (Transaction tx) ->
                    tx.manifests().referrers(robin, digest("image"), Optional.of("bill"), 0, 10)))
        .extracting(StoredManifest::digest)
        .containsExactly(digest("b1"));
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("b1"), "ann", NOW));
    assertThat(
            metadata.read(
                (Transaction tx) ->
                    tx.manifests().referrers(robin, digest("image"), Optional.of("bill"), 0, 10)))
        .isEmpty();
  }

  @Test
  void anIndexKeepsTheContentOfItsChildren() throws StoreException {
    push(metadata, "birds/robin", "child", "m1", "layer");
    var robin = repository(metadata, "birds/robin");
    metadata.write((Transaction tx) -> tx.manifests().put(robin, index("i", "m1"), "ann", NOW));
    assertThat(metadata.read((Transaction tx) -> tx.manifests().parents(robin, digest("m1"), 10)))
        .extracting(StoredManifest::digest)
        .containsExactly(digest("i"));
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(metadata.write((Transaction tx) -> tx.garbage().purgeTrash(NOW.plus(DAY), 10, NOW)))
        .isEqualTo(1);
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("i"), "ann", NOW));
    assertThat(metadata.write((Transaction tx) -> tx.garbage().purgeTrash(NOW.plus(DAY), 10, NOW)))
        .isEqualTo(1);
    assertThat(metadata.write((Transaction tx) -> tx.garbage().purgeTrash(NOW.plus(DAY), 10, NOW)))
        .isZero();
    // The child went with the index: what is pushed now is new content.
    metadata.write((Transaction tx) -> blob(tx, robin, "layer"));
    assertThat(
            metadata.write(
                (Transaction tx) -> tx.manifests().put(robin, manifest("m1", "layer"), "b", NOW)))
        .isInstanceOf(ManifestPut.Stored.class);
  }

  @Test
  void theTrashKeepsTagsButNotThoseThatWereTakenMeanwhile() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    push(metadata, "birds/robin", "latest", "m1", "layer");
    var robin = repository(metadata, "birds/robin");
    assertThat(metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW)))
        .contains(List.of("1", "latest"));
    assertThat(metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW)))
        .isEmpty();
    assertThat(
            metadata.read((Transaction tx) -> tx.manifests().byDigest("birds/robin", digest("m1"))))
        .isEmpty();
    assertThat(metadata.read((Transaction tx) -> tx.manifests().byTag("birds/robin", "1")))
        .isEmpty();
    var birds = metadata.read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    assertThat(metadata.read((Transaction tx) -> tx.trash().of(birds, 10)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.repository()).isEqualTo(robin);
              assertThat(found.digest()).isEqualTo(digest("m1"));
              assertThat(found.trashed()).isEqualTo(NOW);
              assertThat(found.trashedBy()).isEqualTo("bob");
              assertThat(found.tags()).containsExactly("1", "latest");
            });
    push(metadata, "birds/robin", "latest", "m2", "layer");
    assertThat(metadata.write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.Done(List.of("1"), List.of("latest")));
    assertThat(metadata.read((Transaction tx) -> tx.manifests().byTag("birds/robin", "latest")))
        .map(ManifestContent::digest)
        .contains(digest("m2"));
    assertThat(metadata.write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.Unknown());
  }

  @Test
  void aManifestPushedAgainLeavesTheTrash() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    var robin = repository(metadata, "birds/robin");
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW));
    assertThat(used(metadata, "birds")).isZero();
    // Its blobs are still linked: nothing is to be sent again.
    push(metadata, "birds/robin", "2", "m1");
    var put =
        metadata.write(
            (Transaction tx) -> tx.manifests().put(robin, manifest("m1", "layer"), "ann", NOW));
    assertThat(put).isInstanceOf(ManifestPut.Stored.class);
    assertThat(used(metadata, "birds")).isEqualTo(7);
    assertThat(metadata.read((Transaction tx) -> tx.tags().of(robin, digest("m1"))))
        .extracting(Tag::name)
        .containsExactly("2");
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "bob", NOW));
    assertThat(used(metadata, "birds")).isZero();
  }

  @Test
  void usageCountsEachBlobOnceAndTheTrashNot() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "shared", "own");
    push(metadata, "birds/wren", "1", "m2", "shared");
    push(metadata, "birds/wren", "2", "m2", "shared");
    assertThat(used(metadata, "birds")).isEqualTo("shared".length() + "own".length() + 4);
    var robin = repository(metadata, "birds/robin");
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(used(metadata, "birds")).isEqualTo("shared".length() + 2);
    metadata.write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW));
    assertThat(used(metadata, "birds")).isEqualTo("shared".length() + "own".length() + 4);
  }

  @Test
  void whatDoesNotFitIsRefusedWithUsageAndLimit() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "12345");
    var robin = repository(metadata, "birds/robin");
    var birds = metadata.read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    metadata.write(
        (Transaction tx) -> {
          tx.namespaces().quota(birds, OptionalLong.of(10), NOW);
          return true;
        });
    assertThat(metadata.read((Transaction tx) -> tx.blobs().overQuota(birds, 3))).isEmpty();
    assertThat(metadata.read((Transaction tx) -> tx.blobs().overQuota(birds, 4)))
        .contains(new Linked.OverQuota(7, 10));
    assertThat(metadata.write((Transaction tx) -> blob(tx, robin, "1234")))
        .isEqualTo(new Linked.OverQuota(7, 10));
    assertThat(metadata.read((Transaction tx) -> tx.blobs().find(digest("1234")))).isEmpty();
    assertThat(
            metadata.write(
                (Transaction tx) -> tx.manifests().put(robin, manifest("long"), "ann", NOW)))
        .isEqualTo(new ManifestPut.OverQuota(7, 10));
    assertThat(metadata.write((Transaction tx) -> blob(tx, robin, "123")))
        .isInstanceOf(Linked.Done.class);
    // What is there already costs nothing.
    assertThat(metadata.write((Transaction tx) -> blob(tx, robin, "12345")))
        .isInstanceOf(Linked.Done.class);
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    assertThat(metadata.write((Transaction tx) -> blob(tx, robin, "1234")))
        .isInstanceOf(Linked.Done.class);
    assertThat(metadata.write((Transaction tx) -> tx.trash().restore(robin, digest("m1"), NOW)))
        .isEqualTo(new Restored.OverQuota(7, 10));
  }

  @Test
  void garbageIsWhatNothingNeedsForLongEnough() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "kept", "gone");
    push(metadata, "birds/wren", "1", "m2", "kept");
    var robin = repository(metadata, "birds/robin");
    metadata.write((Transaction tx) -> blob(tx, robin, "never named"));
    metadata.write((Transaction tx) -> tx.trash().put(robin, digest("m1"), "ann", NOW));
    var later = NOW.plus(DAY);
    assertThat(metadata.write((Transaction tx) -> tx.garbage().sweepLinks(NOW, 10, later)))
        .isZero();
    assertThat(metadata.write((Transaction tx) -> tx.garbage().sweepLinks(later, 10, later)))
        .isEqualTo(3);
    assertThat(metadata.write((Transaction tx) -> tx.garbage().purgeTrash(NOW, 10, later)))
        .isZero();
    assertThat(
            metadata
                .write((Transaction tx) -> tx.garbage().unreferenced(later.plus(DAY), 10))
                .copies())
        .extracting(key -> key.digest())
        .containsExactly(digest("never named"));
    assertThat(metadata.write((Transaction tx) -> tx.garbage().purgeTrash(later, 10, later)))
        .isEqualTo(1);
    assertThat(metadata.write((Transaction tx) -> tx.garbage().unreferenced(later, 10)).copies())
        .isEmpty();
    assertThat(
            metadata
                .write((Transaction tx) -> tx.garbage().unreferenced(later.plus(DAY), 10))
                .copies())
        .extracting(key -> key.digest())
        .containsExactly(digest("gone"));
    assertThat(metadata.read((Transaction tx) -> tx.blobs().page("", 10)))
        .extracting(blob -> blob.key().digest())
        .containsExactly(digest("kept"));
    assertThat(used(metadata, "birds")).isEqualTo("kept".length() + 2);
  }

  @Test
  void anUploadHasOneHolderAtATime() throws StoreException {
    var robin = repository(metadata, "birds/robin");
    metadata.write(
        (Transaction tx) -> {
          tx.uploads().create("u1", robin, "ann", NOW);
          return true;
        });
    assertThat(hold("a", Duration.ofMinutes(1))).isTrue();
    assertThat(hold("b", Duration.ofMinutes(1))).isFalse();
    assertThat(metadata.write((Transaction tx) -> tx.uploads().acknowledge("u1", "b", 5, NOW)))
        .isFalse();
    assertThat(metadata.write((Transaction tx) -> tx.uploads().acknowledge("u1", "a", 5, NOW)))
        .isTrue();
    assertThat(metadata.read((Transaction tx) -> tx.uploads().find(robin, "u1")))
        .contains(new Upload("u1", robin.id(), "ann", 5, NOW, NOW));
    assertThat(metadata.write((Transaction tx) -> tx.uploads().expire(NOW.plus(DAY), 10)))
        .isEmpty();
    // The holder's server died.
    assertThat(hold("a", Duration.ZERO)).isTrue();
    assertThat(hold("b", Duration.ofMinutes(1))).isTrue();
    assertThat(metadata.write((Transaction tx) -> tx.uploads().acknowledge("u1", "a", 9, NOW)))
        .isFalse();
    assertThat(metadata.write((Transaction tx) -> tx.uploads().delete("u1", "a"))).isFalse();
    metadata.write(
        (Transaction tx) -> {
          tx.uploads().release("u1", "b");
          return true;
        });
    assertThat(metadata.read((Transaction tx) -> tx.uploads().count("ann"))).isEqualTo(1);
    assertThat(metadata.write((Transaction tx) -> tx.uploads().expire(NOW, 10))).isEmpty();
    assertThat(metadata.write((Transaction tx) -> tx.uploads().expire(NOW.plus(DAY), 10)))
        .extracting(Upload::id)
        .containsExactly("u1");
    assertThat(hold("a", DAY)).isFalse();
    Set<String> existing =
        metadata.read((Transaction tx) -> tx.uploads().existing(Set.of("u1", "u2")));
    assertThat(existing).isEmpty();
  }

  private boolean hold(String holder, Duration time) throws StoreException {
    return metadata.write((Transaction tx) -> tx.uploads().hold("u1", holder, time));
  }

  @Test
  void aLeaseHasOneHolderUntilItEnds() throws StoreException {
    assertThat(metadata.write((Transaction tx) -> tx.leases().take("gc", "a", DAY))).isTrue();
    assertThat(metadata.write((Transaction tx) -> tx.leases().take("gc", "b", DAY))).isFalse();
    assertThat(metadata.read((Transaction tx) -> tx.leases().holder("gc"))).contains("a");
    assertThat(metadata.write((Transaction tx) -> tx.leases().take("gc", "a", Duration.ZERO)))
        .isTrue();
    assertThat(metadata.read((Transaction tx) -> tx.leases().holder("gc"))).isEmpty();
    assertThat(metadata.write((Transaction tx) -> tx.leases().take("gc", "b", DAY))).isTrue();
    metadata.write(
        (Transaction tx) -> {
          tx.leases().release("gc", "b");
          return true;
        });
    assertThat(metadata.write((Transaction tx) -> tx.leases().take("gc", "a", DAY))).isTrue();
  }

  @Test
  void inventoriesGoWithTheirContent() throws StoreException {
    push(metadata, "birds/robin", "1", "m1", "layer");
    var robin = repository(metadata, "birds/robin");
    var layer = digest("layer");
    byte[] content = {0, 1, -1};
    assertThat(
            metadata.write((Transaction tx) -> tx.inventories().putLayer(layer, 1, content, NOW)))
        .isTrue();
    assertThat(
            metadata.write((Transaction tx) -> tx.inventories().putLayer(layer, 2, content, NOW)))
        .isTrue();
    assertThat(
            metadata.write(
                (Transaction tx) -> tx.inventories().putLayer(digest("x"), 2, content, NOW)))
        .isFalse();
    assertThat(
            metadata.write(
                (Transaction tx) ->
                    tx.inventories().putImage(digest("m1"), 2, content, List.of(), NOW)))
        .isTrue();
    assertThat(metadata.read((Transaction tx) -> tx.inventories().layers(List.of(layer), 1)))
        .isEmpty();
    assertThat(
            metadata
                .read((Transaction tx) -> tx.inventories().layers(List.of(layer), 2))
                .get(layer))
        .satisfies(found -> assertThat(found.content()).isEqualTo(content));
    assertThat(metadata.read((Transaction tx) -> tx.inventories().image(digest("m1"), 2)))
        .isPresent();
    assertThat(metadata.read((Transaction tx) -> tx.inventories().image(digest("m1"), 1)))
        .isEmpty();
    metadata.write((Transaction tx) -> tx.garbage().discard(robin, 10, NOW));
    metadata.write((Transaction tx) -> tx.garbage().sweepLinks(NOW.plus(DAY), 10, NOW));
    assertThat(
            metadata
                .write((Transaction tx) -> tx.garbage().unreferenced(NOW.plus(DAY), 10))
                .copies())
        .hasSize(1);
    assertThat(metadata.read((Transaction tx) -> tx.inventories().image(digest("m1"), 2)))
        .isEmpty();
    assertThat(metadata.read((Transaction tx) -> tx.inventories().layers(List.of(layer), 2)))
        .isEmpty();
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    metadata.close();
    execute(options, "insert into schema_version values (99, 'x', 0)");
    assertThatThrownBy(() -> Metadata.open(options))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-version"));
    execute(options, "delete from schema_version where version = 99");
    execute(options, "update schema_version set sha256 = 'edited'");
    assertThatThrownBy(() -> Metadata.open(options))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-version"));
  }

  /// Runs a statement on the database behind the metadata's back.
  abstract void execute(MetadataOptions at, String statement) throws Exception;

  @Test
  void countsThatDoNotAgreeAreMadeAnew() throws Exception {
    push(metadata, "birds/robin", "1", "m", "b1", "b2");
    push(metadata, "birds/wren", "1", "n", "b2");
    metadata.write(
        (Transaction tx) ->
            tx.manifests()
                .put(repository(tx, "birds/robin"), referrer("r", "m", "a/b"), "ann", NOW));
    var used = used(metadata, "birds");
    execute(options, "update namespace set used_bytes = 1");
    execute(options, "update repository_blob set manifests = 7");
    execute(options, "delete from namespace_blob");
    execute(options, "delete from referrer");
    List<String> problems = metadata.read((Transaction tx) -> tx.consistency().problems(10));
    assertThat(problems).hasSizeGreaterThan(3);
    metadata.write(
        (Transaction tx) -> {
          tx.consistency().repair(NOW);
          return true;
        });
    List<String> after = metadata.read((Transaction tx) -> tx.consistency().problems(10));
    assertThat(after).isEmpty();
    assertThat(used(metadata, "birds")).isEqualTo(used);
  }

  @Test
  void aLostBlobIsNotServedUntilItIsPushedAgain() throws StoreException {
    push(metadata, "birds/robin", "1", "m", "b");
    var robin = repository(metadata, "birds/robin");
    StoredBlob stored =
        metadata.read((Transaction tx) -> tx.blobs().find(digest("b")).orElseThrow());
    assertThat(metadata.write((Transaction tx) -> tx.blobs().lose(key("b")))).isFalse();
    assertThat(metadata.write((Transaction tx) -> tx.blobs().lose(stored.key()))).isTrue();
    Optional<StoredBlob> lost =
        metadata.read((Transaction tx) -> tx.blobs().find(robin, digest("b")));
    assertThat(lost).isEmpty();
    Optional<Blobs.Link> link =
        metadata.read((Transaction tx) -> tx.blobs().find("birds/robin", digest("b")));
    assertThat(link).isEmpty();
    List<String> images = metadata.read((Transaction tx) -> tx.blobs().images(digest("b"), 10));
    assertThat(images).containsExactly("birds/robin:1");
    ManifestPut put =
        metadata.write(
            (Transaction tx) -> tx.manifests().put(robin, manifest("x", "b"), "ann", NOW));
    assertThat(put).isInstanceOf(ManifestPut.Missing.class);

    var again = key("b");
    Linked linked = metadata.write((Transaction tx) -> tx.blobs().link(robin, again, 1, NOW));
    assertThat(linked)
        .isInstanceOfSatisfying(
            Linked.Done.class, done -> assertThat(done.blob().key()).isEqualTo(again));
    List<String> problems = metadata.read((Transaction tx) -> tx.consistency().problems(10));
    assertThat(problems).isEmpty();
  }
}
