package io.breakwater.registry.garbage;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.access.Decision;
import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.check.CheckOptions;
import io.breakwater.registry.check.CheckProgress;
import io.breakwater.registry.check.Problem;
import io.breakwater.registry.check.RegistryCheck;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Threads push, ask, mount and delete at random while two others collect garbage, on a clock
/// on which the grace period is over every few seconds.
abstract class CollectionRacesContract {
  private static final long TIMES = 20_000;
  private static final Duration LASTS = Duration.ofSeconds(8);

  /// For machines that are busy with other things.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int LAYERS = 150;
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<RepositoryName> REPOSITORIES =
      List.of(name("birds/robin"), name("birds/wren"), name("fish/cod"));

  /// Where clients delete blobs, too, so that a manifest may rightly find one missing.
  private static final RepositoryName UNSAFE = name("fish/cod");

  private final FastClock clock = new FastClock(TIMES);
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Map<Reference, RepositoryName> acknowledged = new ConcurrentHashMap<>();
  private final AtomicLong collected = new AtomicLong();
  private final AtomicLong reused = new AtomicLong();

  abstract Metadata metadata() throws Exception;

  abstract BlobStore blobs() throws Exception;

  @Test
  void nothingThatSomebodyWasPromisedIsCollectedAndAllElseIs() throws Exception {
    try (var metadata = metadata();
        var blobs = blobs()) {
      metadata.write(
          tx ->
              tx.namespaces().create("birds", "acme", clock.instant())
                  && tx.namespaces().create("fish", "acme", clock.instant()));
      race(metadata, blobs);
      everyAcknowledgedImageIsWhole(metadata, blobs);
      clock.pass(Duration.ofDays(10));
      for (var round = 0; round < 2; round++) {
        var rest = collection(metadata, blobs).run(() -> false).orElseThrow();
        assertThat(rest.through()).isTrue();
        assertThat(rest.failed()).isZero();
      }
      everyAcknowledgedImageIsWhole(metadata, blobs);
      nothingElseIsThere(metadata, blobs);
      assertThat(acknowledged).hasSizeGreaterThan(5);
      assertThat(collected).as("collected beside the pushes").hasPositiveValue();
      assertThat(reused).as("content that was told to be there").hasPositiveValue();
    }
  }

  private GarbageCollection collection(Metadata metadata, BlobStore blobs) {
    return new GarbageCollection(
        metadata, blobs, clock, new CollectionOptions(Duration.ofHours(1), DAY, Duration.ZERO, 20));
  }

  private void race(Metadata metadata, BlobStore blobs) throws Exception {
    var begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var running = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < 4; i++) {
        var client = new Client(i, metadata, blobs);
        running.add(threads.submit(repeated(begun, client::push)));
      }
      for (var i = 0; i < 2; i++) {
        running.add(threads.submit(repeated(begun, () -> collect(metadata, blobs))));
      }
      for (var one : running) {
        one.get();
      }
    }
  }

  private boolean enough(Duration time) {
    return time.compareTo(PATIENCE) > 0
        || (time.compareTo(LASTS) > 0
            && acknowledged.size() > 5
            && collected.get() > 0
            && reused.get() > 0);
  }

  private interface Act {
    void run() throws Exception;
  }

  private Callable<Boolean> repeated(long begun, Act act) {
    return () -> {
      try {
        while (!stop.get() && !enough(Duration.ofNanos(System.nanoTime() - begun))) {
          act.run();
        }
        return true;
      } finally {
        stop.set(true);
      }
    };
  }

  private void collect(Metadata metadata, BlobStore blobs) throws Exception {
    collection(metadata, blobs).run(stop::get).ifPresent(done -> collected.addAndGet(done.blobs()));
    Thread.sleep(20);
  }

  private record Image(RepositoryName repository, Reference tag, Digest digest) {}

  /// Pushes as clients do: asks for each blob first, and sends what is not there.
  private final class Client {
    private final int number;
    private final Random random;
    private final RepositoryBlobs blobs;
    private final Uploads uploads;
    private final RepositoryManifests manifests;
    private final List<Image> kept = new ArrayList<>();
    private int pushes;

    Client(int number, Metadata metadata, BlobStore blobs) {
      this.number = number;
      random = new Random(number);
      this.blobs = new RepositoryBlobs(metadata, blobs, clock);
      uploads = new Uploads(metadata, blobs, clock, UploadLimits.defaults());
      manifests = new RepositoryManifests(metadata, clock);
    }

    void push() throws Exception {
      var repository = REPOSITORIES.get(random.nextInt(REPOSITORIES.size()));
      var layers = new String[] {layer(), layer()};
      var begun = clock.instant();
      give(repository, "{}");
      for (var layer : layers) {
        give(repository, layer);
      }
      var tag = Reference.parse("t" + number + "-" + pushes++);
      var content =
          Pushes.manifest(layers).replaceFirst("2", "2,\"annotations\":{\"of\":\"" + tag + "\"}");
      try {
        var digest = manifests.put(repository, tag, "", bytes(content), "ann").digest();
        acknowledged.put(tag, repository);
        kept.add(new Image(repository, tag, digest));
        if (kept.size() > 8) {
          var old = kept.remove(random.nextInt(kept.size()));
          acknowledged.remove(old.tag());
          manifests.delete(old.repository(), new Reference.ByDigest(old.digest()), "ann");
        }
      } catch (RegistryException e) {
        missing(e, repository, begun);
      }
      if (random.nextInt(4) == 0) {
        unlink(layer());
      }
    }

    private String layer() {
      return "layer " + random.nextInt(LAYERS);
    }

    /// Only what a client deleted may be missing, or what was promised for a day a day ago.
    private void missing(RegistryException e, RepositoryName repository, Instant begun) {
      assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.MANIFEST_BLOB_UNKNOWN);
      var took = Duration.between(begun, clock.instant());
      assertThat(repository.equals(UNSAFE) || took.compareTo(Duration.ofHours(23)) > 0)
          .as("missing in " + repository + " after " + took)
          .isTrue();
    }

    private void give(RepositoryName repository, String content) throws Exception {
      var digest = sha256(bytes(content));
      try {
        blobs.find(repository, digest);
        reused.incrementAndGet();
        return;
      } catch (RegistryException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.BLOB_UNKNOWN);
      }
      var other = REPOSITORIES.get(random.nextInt(REPOSITORIES.size()));
      if (blobs.mount(repository, digest, other, new Decision.Granted()).isEmpty()) {
        var body = UploadBody.of(new ByteArrayInputStream(bytes(content)), content.length());
        uploads.push(repository, "ann", digest, body);
      }
    }

    private void unlink(String content) throws StoreException {
      try {
        blobs.delete(UNSAFE, sha256(bytes(content)));
      } catch (RegistryException e) {
        assertThat(e.code()).isIn(ErrorCode.BLOB_UNKNOWN, ErrorCode.UNSUPPORTED);
      }
    }
  }

  private void everyAcknowledgedImageIsWhole(Metadata metadata, BlobStore blobs) throws Exception {
    var manifests = new RepositoryManifests(metadata, clock);
    var content = new RepositoryBlobs(metadata, blobs, clock);
    for (var image : acknowledged.entrySet()) {
      var manifest = manifests.get(image.getValue(), image.getKey());
      var found =
          Pattern.compile("sha256:[0-9a-f]{64}")
              .matcher(new String(manifest.content(), StandardCharsets.UTF_8));
      while (found.find()) {
        var digest = Digest.parse(found.group());
        try (var opened = content.open(image.getValue(), digest).content();
            var in = opened.read(0)) {
          assertThat(sha256(in.readAllBytes())).isEqualTo(digest);
        }
      }
    }
  }

  private void nothingElseIsThere(Metadata metadata, BlobStore blobs) throws Exception {
    var problems = new ArrayList<Problem>();
    new RegistryCheck(metadata, blobs, clock, new CheckOptions(false, true, Duration.ZERO, 2))
        .run(
            new CheckProgress() {
              @Override
              public void read(long contents, long bytes, long manifests) {}

              @Override
              public void problem(Problem problem) {
                problems.add(problem);
              }
            });
    assertThat(problems).isEmpty();
    var needed = new HashSet<Digest>();
    for (var i = -1; i < LAYERS; i++) {
      var digest = sha256(bytes(i < 0 ? "{}" : "layer " + i));
      if (!metadata.read(tx -> tx.blobs().images(digest, 1)).isEmpty()) {
        needed.add(digest);
      }
    }
    var kept = new ArrayList<Digest>();
    blobs.contents(stored -> kept.add(stored.key().digest()));
    assertThat(kept).containsExactlyInAnyOrderElementsOf(needed);
  }
}
