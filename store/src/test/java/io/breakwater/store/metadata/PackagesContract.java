package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.manifest;
import static io.breakwater.store.metadata.Fixture.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which images hold a package.
abstract class PackagesContract extends OpenMetadata {
  private void image(String name, List<String> packages) throws StoreException {
    write(
        tx -> {
          tx.manifests().put(repository(tx, "birds/robin"), manifest(name), "ann", NOW);
          return tx.inventories().putImage(digest(name), 1, new byte[] {1}, packages, NOW);
        });
  }

  /// The names of the images with a package, as [#image] called them.
  private List<String> images(String coordinates) throws StoreException {
    return read(
        tx -> {
          var pack = tx.packages().find(coordinates).orElseThrow();
          var ids = tx.packages().images(pack, 0, 100_000);
          assertThat(ids).isSorted();
          return tx.manifests().places(ids).stream()
              .map(place -> tx.manifests().byDigest("birds/robin", place.digest()).orElseThrow())
              .map(found -> new String(found.content(), java.nio.charset.StandardCharsets.UTF_8))
              .toList();
        });
  }

  private int index(int limit) throws StoreException {
    return PackageIndexing.run(metadata(), limit);
  }

  @Test
  void imagesAreFoundByPackageBeforeAndAfterIndexing() throws StoreException {
    var odd = "deb\u001fbookworm\u001f\"odd\\\u00e9";
    image("m1", List.of("libc 2.36", "bash 5.2"));
    image("m2", List.of("libc 2.36", odd, odd));
    assertThat(images("libc 2.36")).containsExactly("m1", "m2");
    assertThat(images(odd)).containsExactly("m2");
    assertThat(read(PackageIndexing::waiting)).isEqualTo(2);
    assertThat(index(1)).isEqualTo(1);
    assertThat(read(PackageIndexing::waiting)).isEqualTo(1);
    assertThat(images("libc 2.36")).containsExactly("m1", "m2");
    assertThat(index(10)).isEqualTo(1);
    assertThat(index(10)).isZero();
    assertThat(images("libc 2.36")).containsExactly("m1", "m2");
    assertThat(images("bash 5.2")).containsExactly("m1");
    assertThat(read((Transaction tx) -> tx.packages().of(digest("m2"))))
        .containsExactlyInAnyOrder("libc 2.36", odd);
    assertThat(read((Transaction tx) -> tx.packages().page(0, 10)))
        .extracting(Packages.Interned::coordinates)
        .containsExactlyInAnyOrder("libc 2.36", "bash 5.2", odd);
  }

  @Test
  void anInventoryMadeAgainReplacesWhatWasKnown() throws StoreException {
    image("m1", List.of("a", "b"));
    index(10);
    image("m1", List.of("b", "c"));
    for (var round = 0; round < 2; round++) {
      assertThat(images("a")).isEmpty();
      assertThat(images("b")).containsExactly("m1");
      assertThat(images("c")).containsExactly("m1");
      index(10);
    }
  }

  @Test
  void anInventoryMadeAgainWhileItIsIndexedLeavesNothingBehind() throws StoreException {
    image("m1", List.of("a", "b"));
    image("m2", List.of("a", "b"));
    var taken = write((Transaction tx) -> tx.packageIndex().begin(10));
    var packs = taken.getFirst().packages();
    var manifests = taken.stream().map(PackageIndex.Waiting::manifest).toList();
    write(tx -> addPieces(tx, packs[0], manifests));
    image("m1", List.of("c"));
    write(tx -> addPieces(tx, packs[1], manifests));
    write(
        tx -> {
          tx.packageIndex().end(manifests);
          return true;
        });
    for (var round = 0; round < 2; round++) {
      assertThat(images("a")).containsExactly("m2");
      assertThat(images("b")).containsExactly("m2");
      assertThat(images("c")).containsExactly("m1");
      index(10);
    }
  }

  @Test
  void whatACrashLeftInPartIsFinishedNextTime() throws StoreException {
    image("m1", List.of("a", "b"));
    var taken = write((Transaction tx) -> tx.packageIndex().begin(10)).getFirst();
    write(tx -> addPieces(tx, taken.packages()[0], List.of(taken.manifest())));
    assertThat(images("a")).containsExactly("m1");
    assertThat(images("b")).containsExactly("m1");
    assertThat(index(10)).isEqualTo(1);
    assertThat(index(10)).isZero();
    assertThat(images("a")).containsExactly("m1");
    assertThat(images("b")).containsExactly("m1");
  }

  private static boolean addPieces(Transaction tx, long pack, List<Long> manifests) {
    tx.packageIndex().add(Map.of(pack, manifests));
    return true;
  }

  @Test
  void imagesThatAreGoneAreNotNamed() throws StoreException {
    image("m1", List.of("a"));
    image("m2", List.of("a"));
    index(10);
    var robin = repository(metadata(), "birds/robin");
    write(tx -> tx.trash().put(robin, digest("m2"), "ann", NOW));
    assertThat(images("a")).containsExactly("m1");
    write(tx -> tx.garbage().purgeTrash(NOW.plusSeconds(1), 10, NOW));
    // What is pushed now is another image, whatever its place in the database.
    image("m3", List.of("b"));
    assertThat(images("a")).containsExactly("m1");
  }

  @Test
  void manyImagesInPiecesAreThoseThatHoldThePackage() throws StoreException {
    var random = new Random(3);
    var expected = new TreeMap<String, Set<String>>();
    for (var batch = 0; batch < 12; batch++) {
      var first = batch * 300;
      write(
          tx -> {
            for (var i = first; i < first + 300; i++) {
              var name = "m" + i;
              var packages = new ArrayList<>(List.of("everywhere"));
              packages.add("p" + random.nextInt(40));
              packages.forEach(
                  pack -> expected.computeIfAbsent(pack, none -> new HashSet<>()).add(name));
              tx.manifests().put(repository(tx, "birds/robin"), manifest(name), "ann", NOW);
              tx.inventories().putImage(digest(name), 1, new byte[] {1}, packages, NOW);
            }
            return true;
          });
      index(250);
    }
    // One in the middle of a piece changes.
    image("m1500", List.of("everywhere", "p0"));
    expected.values().forEach(names -> names.remove("m1500"));
    expected.computeIfAbsent("everywhere", none -> new HashSet<>()).add("m1500");
    expected.computeIfAbsent("p0", none -> new HashSet<>()).add("m1500");
    do {
      assertThat(images("p0")).hasSameElementsAs(expected.get("p0"));
      assertThat(holding("p0", "p17", "p0")).isEqualTo(union("p0", "p17"));
    } while (index(500) > 0);
    assertThat(holding("p0", "p17")).isEqualTo(union("p0", "p17"));
    assertThat(holding("everywhere", "p39")).hasSize(3600);
    assertThat(holding()).isEmpty();
    for (var pack : List.of("everywhere", "p0", "p17", "p39")) {
      assertThat(images(pack)).hasSameElementsAs(expected.get(pack));
    }
    assertThat(images("everywhere")).hasSize(3600);
    assertThat(paged("everywhere", 700)).isEqualTo(paged("everywhere", 100_000));
  }

  private List<Long> holding(String... coordinates) throws StoreException {
    return read(
        tx -> {
          var packs = new ArrayList<Packages.Interned>();
          for (var one : coordinates) {
            packs.add(tx.packages().find(one).orElseThrow());
          }
          return Arrays.stream(tx.packages().images(packs)).boxed().toList();
        });
  }

  private List<Long> union(String one, String other) throws StoreException {
    var all = new TreeSet<>(paged(one, 100_000));
    all.addAll(paged(other, 100_000));
    return List.copyOf(all);
  }

  private List<Long> paged(String coordinates, int limit) throws StoreException {
    var all = new ArrayList<Long>();
    while (true) {
      var after = all.isEmpty() ? 0 : all.getLast();
      var page =
          read(
              tx ->
                  tx.packages()
                      .images(tx.packages().find(coordinates).orElseThrow(), after, limit));
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
    }
  }
}
