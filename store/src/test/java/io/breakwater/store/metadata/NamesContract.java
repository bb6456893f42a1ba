package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.repository;
import static io.breakwater.store.metadata.Fixture.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Namespaces, repositories and tags.
abstract class NamesContract extends OpenMetadata {
  @Test
  void namespacesAndTheirNamesAreUnique() throws StoreException {
    assertThat(write((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW))).isTrue();
    assertThat(write((Transaction tx) -> tx.namespaces().create("birds", "other", NOW))).isFalse();
    var namespace = read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    assertThat(namespace.account()).isEqualTo("acme");
    assertThat(namespace.quotaBytes()).isEmpty();
    assertThat(read((Transaction tx) -> tx.namespaces().of("other"))).isEmpty();
  }

  @Test
  void aNamespaceIsDeletedOnceItIsEmptyAndItsSettingsWithIt() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    var birds = read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    write(
        (Transaction tx) -> tx.settings().putIfAbsent(Settings.scope(birds), "anonymous", "true"));
    assertThat(write((Transaction tx) -> tx.namespaces().delete(birds))).isFalse();
    var robin = read((Transaction tx) -> tx.repositories().find("birds/robin")).orElseThrow();
    assertThat(write((Transaction tx) -> tx.repositories().delete(robin, NOW))).isFalse();
    assertThat(write((Transaction tx) -> tx.garbage().discard(robin, 10, NOW))).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.repositories().delete(robin, NOW))).isTrue();
    assertThat(used(metadata(), "birds")).isZero();
    assertThat(write((Transaction tx) -> tx.namespaces().delete(birds))).isTrue();
    assertThat(read((Transaction tx) -> tx.settings().all(Settings.scope(birds)))).isEmpty();
    var garbage = write((Transaction tx) -> tx.garbage().unreferenced(NOW.plusSeconds(1), 10));
    assertThat(garbage.copies()).hasSize(1);
  }

  @Test
  void tagsAreReplacedOnlyWhereTheyMayBe() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    push(metadata(), "birds/robin", "2", "m2", "layer");
    var robin = repository(metadata(), "birds/robin");
    assertThat(write((Transaction tx) -> tx.tags().put(robin, "1", digest("m2"), false, NOW)))
        .isEqualTo(new Tagged.Taken(digest("m1")));
    assertThat(write((Transaction tx) -> tx.tags().put(robin, "1", digest("m1"), false, NOW)))
        .isEqualTo(new Tagged.Done(Optional.of(digest("m1"))));
    assertThat(write((Transaction tx) -> tx.tags().put(robin, "1", digest("m2"), true, NOW)))
        .isEqualTo(new Tagged.Done(Optional.of(digest("m1"))));
    assertThat(write((Transaction tx) -> tx.tags().put(robin, "3", digest("none"), true, NOW)))
        .isEqualTo(new Tagged.Unknown());
    assertThat(read((Transaction tx) -> tx.tags().of(robin, digest("m2"))))
        .extracting(Tag::name)
        .containsExactly("1", "2");
    assertThat(write((Transaction tx) -> tx.tags().delete(robin, "1"))).isTrue();
    assertThat(write((Transaction tx) -> tx.tags().delete(robin, "1"))).isFalse();
  }

  @Test
  void pagesFollowTheBytesOfTheNames() throws StoreException {
    var names = List.of("1.10", "1.9", "A", "B", "_x", "a", "a-1", "a.1", "a1", "b");
    for (var name : names.reversed()) {
      push(metadata(), "birds/robin", name, "m1", "layer");
    }
    var robin = repository(metadata(), "birds/robin");
    assertThat(read((Transaction tx) -> tx.tags().page(robin, "", 100)))
        .extracting(Tag::name)
        .containsExactlyElementsOf(names);
    assertThat(read((Transaction tx) -> tx.tags().page(robin, "B", 3)))
        .extracting(Tag::name)
        .containsExactly("_x", "a", "a-1");
    // What is not there may be paged from too.
    assertThat(read((Transaction tx) -> tx.tags().page(robin, "a0", 1)))
        .extracting(Tag::name)
        .containsExactly("a1");
  }

  @Test
  void theCatalogNamesRepositoriesWithManifestsOfVisibleNamespaces() throws StoreException {
    for (var name : List.of("a/z", "a-b/x", "c/y", "a/b/c")) {
      push(metadata(), name, "1", "m-" + name, "layer");
    }
    repository(metadata(), "a/empty");
    assertThat(read((Transaction tx) -> tx.repositories().page("", 10)))
        .extracting(Repository::name)
        .containsExactly("a-b/x", "a/b/c", "a/z", "c/y");
    var visible =
        read(
            (Transaction tx) ->
                List.of(
                    tx.namespaces().find("a").orElseThrow(),
                    tx.namespaces().find("a-b").orElseThrow()));
    assertThat(read((Transaction tx) -> tx.repositories().page(visible, "", 2)))
        .extracting(Repository::name)
        .containsExactly("a-b/x", "a/b/c");
    assertThat(read((Transaction tx) -> tx.repositories().page(visible, "a/b/c", 10)))
        .extracting(Repository::name)
        .containsExactly("a/z");
    assertThat(read((Transaction tx) -> tx.repositories().page(List.of(), "", 10))).isEmpty();
  }

  @Test
  void theCatalogOfManyVisibleNamespacesIsTheSame() throws StoreException {
    for (var i = 0; i < 40; i++) {
      push(metadata(), "n" + i + "/r", "1", "m" + i, "layer");
    }
    var visible =
        read(
            (Transaction tx) ->
                tx.namespaces().all().stream()
                    .filter(namespace -> !namespace.name().equals("n1"))
                    .toList());
    assertThat(read((Transaction tx) -> tx.repositories().page(visible, "n0/r", 2)))
        .extracting(Repository::name)
        .containsExactly("n10/r", "n11/r");
  }
}
