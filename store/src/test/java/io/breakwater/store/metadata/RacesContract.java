package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.key;
import static io.breakwater.store.metadata.Fixture.manifest;
import static io.breakwater.store.metadata.Fixture.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds when many change the same content at once.
abstract class RacesContract extends OpenMetadata {
  private static final int THREADS = 8;
  private static final int STEPS = 150;
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final String[] REPOSITORIES = {"a/one", "a/two", "b/one"};

  /// The copies that a store of content would have.
  private final Set<BlobKey> copies = ConcurrentHashMap.newKeySet();

  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @BeforeEach
  void makeRepositories() throws Exception {
    for (var name : REPOSITORIES) {
      repository(metadata(), name);
    }
  }

  @Test
  void deletesBesidePushesLeaveNoManifestWithoutItsBlobs() throws Exception {
    inThreads(
        thread -> {
          var random = new Random(thread);
          for (var i = 0; i < STEPS; i++) {
            step(random);
          }
          return true;
        });
    assertThat(read((Transaction tx) -> tx.consistency().problems(10))).isEmpty();
    var known =
        read((Transaction tx) -> tx.blobs().page("", 1000).stream().map(StoredBlob::key).toList());
    assertThat(copies).containsExactlyInAnyOrderElementsOf(known);
    assertThat(stored).hasPositiveValue();
    // Or nothing was ever deleted beside a push.
    assertThat(refused).hasPositiveValue();
  }

  private void step(Random random) throws StoreException {
    var name = REPOSITORIES[random.nextInt(REPOSITORIES.length)];
    var into = read(tx -> tx.repositories().find(name).orElseThrow());
    var layers = random.nextInt(4);
    var first = "layer" + layers;
    var second = "layer" + (layers + 1);
    var image = "image" + layers;
    switch (random.nextInt(9)) {
      case 0, 1 -> link(into, first);
      case 2 -> {
        link(into, first);
        link(into, second);
      }
      case 3, 4 -> {
        var put =
            write(
                tx -> {
                  var outcome =
                      tx.manifests().put(into, manifest(image, first, second), "ann", NOW);
                  if (outcome instanceof ManifestPut.Stored) {
                    tx.tags().put(into, "latest", digest(image), true, NOW);
                  }
                  return outcome;
                });
        (put instanceof ManifestPut.Stored ? stored : refused).incrementAndGet();
      }
      case 5 -> write(tx -> tx.blobs().unlink(into, digest(first), NOW));
      case 6 -> write(tx -> tx.trash().put(into, digest(image), "bob", NOW));
      case 7 -> write(tx -> tx.trash().restore(into, digest(image), NOW));
      default -> {
        write(tx -> tx.garbage().purgeTrash(LATER, 3, NOW));
        write(tx -> tx.garbage().sweepLinks(LATER, 3, NOW));
        write(tx -> tx.garbage().unreferenced(LATER, 3)).copies().forEach(copies::remove);
      }
    }
  }

  /// As an upload ends: the copy is put in place, then made known.
  private void link(Repository into, String content) throws StoreException {
    var key = key(content);
    copies.add(key);
    var linked = write(tx -> tx.blobs().link(into, key, content.length(), NOW));
    if (!(linked instanceof Linked.Done done) || !done.blob().key().equals(key)) {
      copies.remove(key);
    }
  }

  @Test
  void onePushOfManyGetsAnImmutableTag() throws Exception {
    var into = repository(metadata(), "a/one");
    write(
        tx -> {
          for (var thread = 0; thread < THREADS; thread++) {
            tx.manifests().put(into, manifest("m" + thread), "ann", NOW);
          }
          return true;
        });
    var won = new AtomicInteger();
    inThreads(
        thread -> {
          var tagged = write(tx -> tx.tags().put(into, "1.0", digest("m" + thread), false, NOW));
          return tagged instanceof Tagged.Done ? won.incrementAndGet() : 0;
        });
    assertThat(won).hasValue(1);
  }

  @Test
  void manyPushesOfOneBlobCountOnce() throws Exception {
    inThreads(
        thread -> {
          for (var name : REPOSITORIES) {
            link(repository(metadata(), name), "same");
          }
          return true;
        });
    assertThat(copies).hasSize(1);
    assertThat(Fixture.used(metadata(), "a")).isEqualTo(4);
    assertThat(read((Transaction tx) -> tx.consistency().problems(10))).isEmpty();
  }

  @FunctionalInterface
  private interface ThreadWork {
    Object run(int thread) throws Exception;
  }

  private static void inThreads(ThreadWork work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Object>>();
      for (var i = 0; i < THREADS; i++) {
        var thread = i;
        all.add(() -> work.run(thread));
      }
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }
}
