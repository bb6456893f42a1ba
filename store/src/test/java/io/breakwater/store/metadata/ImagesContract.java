package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.manifest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Lists of images, and of the trash, over many repositories.
abstract class ImagesContract extends OpenMetadata {
  private static ImageFacts facts(String name, Map<String, String> labels) {
    return new ImageFacts(
        digest(name),
        1,
        Optional.of(Instant.parse("2020-02-02T02:02:02Z")),
        365_000_000,
        labels,
        Optional.of("linux/amd64"),
        Optional.of(digest("config")),
        Optional.empty());
  }

  private Set<Long> namespaces(String... names) throws StoreException {
    var ids = new HashSet<Long>();
    for (var name : names) {
      ids.add(read((Transaction tx) -> tx.namespaces().find(name).orElseThrow().id()));
    }
    return ids;
  }

  private ImagesQuery in(String... names) throws StoreException {
    return new ImagesQuery(namespaces(names), Optional.empty(), false);
  }

  /// All pages of a query, as "repository manifest".
  private List<String> pages(ImagesQuery query, int limit) throws StoreException {
    var names = new ArrayList<String>();
    var place = Optional.<ImagePlace>empty();
    while (true) {
      var from = place;
      var page = read((Transaction tx) -> tx.images().page(query, from, limit));
      page.forEach(one -> names.add(one.repository().name() + " " + one.manifest().pushedBy()));
      if (page.size() < limit) {
        return names;
      }
      place = Optional.of(page.getLast().place());
    }
  }

  /// A manifest, pushed by its own name.
  private void image(String repository, String name) throws StoreException {
    write(
        (Transaction tx) ->
            tx.manifests().put(repository(tx, repository), manifest(name), "by-" + name, NOW));
  }

  @Test
  void factsAreReplacedAndGoWithTheContent() throws StoreException {
    push(metadata(), "birds/robin", "1", "m", "layer");
    var odd = Map.of("a", "b", "maintainer", "Zoë \u0000 \ud800 \"x\"", "", "");
    assertThat(write((Transaction tx) -> tx.images().put(facts("unknown", odd)))).isFalse();
    assertThat(write((Transaction tx) -> tx.images().put(facts("m", Map.of("old", "1"))))).isTrue();
    assertThat(write((Transaction tx) -> tx.images().put(facts("m", odd)))).isTrue();
    assertThat(read((Transaction tx) -> tx.images().facts(digest("m")))).contains(facts("m", odd));
    var bare =
        new ImageFacts(
            digest("m"),
            2,
            Optional.empty(),
            0,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("base"));
    write((Transaction tx) -> tx.images().put(bare));
    assertThat(read((Transaction tx) -> tx.images().facts(digest("m")))).contains(bare);
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> tx.garbage().discard(robin, 10, NOW));
    assertThat(read((Transaction tx) -> tx.images().facts(digest("m")))).isEmpty();
  }

  @Test
  void aListedImageHasItsTagsAndFacts() throws StoreException {
    for (var tag : List.of("b", "a", "A", "1.0")) {
      push(metadata(), "birds/robin", tag, "m", "layer");
    }
    image("birds/wren", "n");
    write((Transaction tx) -> tx.images().put(facts("m", Map.of("a", "b"))));
    var page = read(namespacesOf("birds"));
    assertThat(page).hasSize(2);
    var robin = page.getFirst();
    assertThat(robin.repository().name()).isEqualTo("birds/robin");
    assertThat(robin.manifest())
        .isEqualTo(
            read((Transaction tx) -> tx.manifests().find(robin.repository(), digest("m")))
                .orElseThrow());
    assertThat(robin.tags()).containsExactly("1.0", "A", "a", "b");
    assertThat(robin.facts()).contains(facts("m", Map.of("a", "b")));
    assertThat(page.getLast().tags()).isEmpty();
    assertThat(page.getLast().facts()).isEmpty();
  }

  private Work<List<ListedManifest>> namespacesOf(String... names) throws StoreException {
    var query = in(names);
    return tx -> tx.images().page(query, Optional.empty(), 100);
  }

  @Test
  void pagesGoThroughVisibleRepositoriesByName() throws StoreException {
    // "a-b/x" comes before "a/z": by the whole name, not by that of the namespace.
    for (var name : List.of("c/y", "a/z", "a-b/x", "a/b/c", "hidden/h")) {
      image(name, "1" + name);
      image(name, "2" + name);
    }
    image("a/b/c", "1c/y");
    repository(metadata(), "empty/e");
    repository(metadata(), "a/e");
    var all =
        List.of(
            "a-b/x by-1a-b/x",
            "a-b/x by-2a-b/x",
            "a/b/c by-1c/y",
            "a/b/c by-1a/b/c",
            "a/b/c by-2a/b/c",
            "a/z by-1a/z",
            "a/z by-2a/z",
            "c/y by-1c/y",
            "c/y by-2c/y");
    var query = in("a", "a-b", "c", "empty");
    for (var limit = 1; limit <= 10; limit++) {
      assertThat(pages(query, limit)).as("pages of %s", limit).containsExactlyElementsOf(all);
    }
    assertThat(pages(new ImagesQuery(Set.of(), Optional.empty(), false), 2)).isEmpty();
    var one = new ImagesQuery(namespaces("a", "c"), Optional.of("a/b/c"), false);
    assertThat(pages(one, 2))
        .containsExactly("a/b/c by-1c/y", "a/b/c by-1a/b/c", "a/b/c by-2a/b/c");
    var foreign = new ImagesQuery(namespaces("a"), Optional.of("c/y"), false);
    assertThat(pages(foreign, 2)).isEmpty();
    var gone = Optional.of(new ImagePlace("a/c", 7));
    assertThat(read((Transaction tx) -> tx.images().page(query, gone, 1)))
        .extracting(found -> found.repository().name())
        .containsExactly("a/z");
    var hidden = Optional.of(new ImagePlace("hidden/h", 0));
    assertThat(read((Transaction tx) -> tx.images().page(query, hidden, 9))).isEmpty();
  }

  @Test
  void onlyWhatIsTaggedIsListedOnRequestAndTheTrashNever() throws StoreException {
    image("birds/robin", "untagged");
    image("birds/robin", "trashed");
    image("birds/robin", "tagged");
    var robin = repository(metadata(), "birds/robin");
    write((Transaction tx) -> tx.tags().put(robin, "1", digest("tagged"), true, NOW));
    write((Transaction tx) -> tx.trash().put(robin, digest("trashed"), "ann", NOW));
    assertThat(pages(in("birds"), 1))
        .containsExactly("birds/robin by-untagged", "birds/robin by-tagged");
    var tagged = new ImagesQuery(namespaces("birds"), Optional.empty(), true);
    assertThat(pages(tagged, 1)).containsExactly("birds/robin by-tagged");
  }

  @Test
  void theTrashOfManyRepositoriesIsPaged() throws StoreException {
    var names = List.of("a-b/x", "a/b/c", "a/z");
    for (var name : names) {
      for (var i = 0; i < 3; i++) {
        image(name, name + i);
        var at = NOW.minus(Duration.ofHours(i));
        var digest = digest(name + i);
        push(metadata(), name, "t" + i, name + i);
        var repository = repository(metadata(), name);
        write((Transaction tx) -> tx.trash().put(repository, digest, "ann", at));
      }
    }
    image("a/z", "live");
    var expected =
        names.stream()
            .flatMap(name -> List.of(2, 1, 0).stream().map(i -> name + " [t" + i + "]"))
            .toList();
    for (var limit = 1; limit <= 4; limit++) {
      assertThat(trash(namespaces("a", "a-b"), limit)).containsExactlyElementsOf(expected);
    }
    assertThat(trash(namespaces("a-b"), 2)).containsExactlyElementsOf(expected.subList(0, 3));
    assertThat(trash(Set.of(), 2)).isEmpty();
  }

  @Test
  void theRepositoriesThatHaveAManifestInTheirTrashAreFound() throws StoreException {
    for (var name : List.of("a/y", "a/x", "a-b/x", "a/live")) {
      image(name, "one");
      var repository = repository(metadata(), name);
      if (!name.equals("a/live")) {
        write((Transaction tx) -> tx.trash().put(repository, digest("one"), "ann", NOW));
      }
    }
    assertThat(trashed("one", namespaces("a"))).containsExactly("a/x", "a/y");
    assertThat(trashed("one", namespaces("a", "a-b"))).containsExactly("a-b/x", "a/x", "a/y");
    assertThat(trashed("one", Set.of())).isEmpty();
    assertThat(trashed("other", namespaces("a"))).isEmpty();
  }

  private List<String> trashed(String manifest, Set<Long> namespaces) throws StoreException {
    return read((Transaction tx) -> tx.trash().repositories(digest(manifest), namespaces)).stream()
        .map(Repository::name)
        .toList();
  }

  private List<String> trash(Set<Long> namespaces, int limit) throws StoreException {
    var names = new ArrayList<String>();
    var place = Optional.<TrashPlace>empty();
    while (true) {
      var from = place;
      var page = read((Transaction tx) -> tx.trash().page(namespaces, from, limit));
      page.forEach(one -> names.add(one.repository().name() + " " + one.tags()));
      if (page.size() < limit) {
        return names;
      }
      place = Optional.of(page.getLast().place());
    }
  }
}
