package io.breakwater.registry.garbage;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  // Files have the machine's time.
  private final MovingClock clock = new MovingClock(Instant.now());
  private Stores stores;
  private Pushes pushes;
  private RepositoryBlobs blobs;
  private GarbageCollection collection;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores, clock);
    blobs = new RepositoryBlobs(stores.metadata(), stores.blobs(), clock);
    collection =
        new GarbageCollection(
            stores.metadata(),
            stores.blobs(),
            clock,
            new CollectionOptions(Duration.ofDays(30), DAY, Duration.ZERO, 2));
  }

  @AfterEach
  void close() throws Exception {
    List<String> problems = stores.metadata().read(tx -> tx.consistency().problems(10));
    stores.close();
    assertThat(problems).isEmpty();
  }

  private Collected collect() throws Exception {
    return collection.run(() -> false).orElseThrow();
  }

  private static Collected nothing() {
    return new Collected(0, 0, 0, 0, 0, 0, true);
  }

  private void delete(Digest manifest) throws Exception {
    new RepositoryManifests(stores.metadata(), clock)
        .delete(ROBIN, new Reference.ByDigest(manifest), "ann");
  }

  @Test
  void aDeletedImageGoesWhenItsTimesAreOverAndNothingElseDoes() throws Exception {
    var image = pushes.image("birds/robin", "1", "own 1", "own 2", "own 3", "shared");
    pushes.image("birds/wren", "1", "shared");
    clock.pass(Duration.ofDays(2));
    assertThat(collect()).isEqualTo(nothing());
    delete(image);
    clock.pass(Duration.ofDays(29));
    assertThat(collect().blobs()).as("in the trash").isZero();
    assertThat(stores.kept()).hasSize(5);
    clock.pass(Duration.ofDays(2));
    assertThat(collect()).isEqualTo(new Collected(1, 0, 3, 0, 0, 0, true));
    assertThat(stores.kept())
        .containsExactlyInAnyOrder(
            sha256(bytes("shared")).toString(), sha256(bytes("{}")).toString());
    assertThat(collect()).isEqualTo(nothing());
  }

  @Test
  void whatIsPushedAndNeverNamedGoesAfterTheGracePeriod() throws Exception {
    var layer = pushes.blob("birds/robin", "layer");
    clock.pass(DAY.minusSeconds(1));
    assertThat(collect()).isEqualTo(nothing());
    clock.pass(Duration.ofSeconds(2));
    assertThat(collect()).isEqualTo(new Collected(0, 1, 1, 0, 0, 0, true));
    refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.find(ROBIN, layer));
    assertThat(stores.kept()).isEmpty();
  }

  @Test
  void whatSomebodyWasToldToBeThereIsThereWhenTheManifestNamesIt() throws Exception {
    pushes.blob("birds/robin", "{}");
    pushes.blob("birds/robin", "layer");
    clock.pass(DAY.minusSeconds(1));
    blobs.find(ROBIN, sha256(bytes("{}")));
    blobs.find(ROBIN, sha256(bytes("layer")));
    clock.pass(Duration.ofHours(20));
    assertThat(collect()).isEqualTo(nothing());
    pushes.manifest("birds/robin", "1", Pushes.manifest("layer"));
    clock.pass(Duration.ofDays(9));
    assertThat(collect()).isEqualTo(nothing());
    assertThat(blobs.open(ROBIN, sha256(bytes("layer"))).blob().size()).isEqualTo(5);
  }

  @Test
  void contentsAndUploadsThatNobodyKnowsAreSweptAndThoseOfAnUploadThatGoesOnAreNot()
      throws Exception {
    try (var orphan = stores.blobs().stage("orphan")) {
      orphan.append(ByteBuffer.wrap(bytes("orphan")));
      orphan.commit(sha256(bytes("orphan")));
    }
    try (var staged = stores.blobs().stage("nobodys")) {
      staged.append(ByteBuffer.wrap(bytes("staged")));
      staged.sync();
    }
    // The server ends just after the content is in place; the client comes back two days later.
    var uploads = new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults());
    var upload = uploads.start(ROBIN, "ann", OptionalLong.empty());
    var body = UploadBody.of(new ByteArrayInputStream(bytes("layer")), 5);
    uploads.append(ROBIN, upload.id(), body);
    try (var staged = stores.blobs().stage(upload.id().toString())) {
      staged.commit(sha256(bytes("layer")));
    }
    assertThat(collect()).as("within the grace period").isEqualTo(nothing());
    clock.pass(Duration.ofDays(2));
    assertThat(collect()).isEqualTo(new Collected(0, 0, 0, 1, 1, 0, true));
    assertThat(stores.kept()).containsExactly(sha256(bytes("layer")).toString());
    uploads.finish(ROBIN, upload.id(), Optional.empty(), sha256(bytes("layer")));
    assertThat(blobs.find(ROBIN, sha256(bytes("layer"))).size()).isEqualTo(5);
  }

  @Test
  void oneCollectsAtATimeAndNoneWhileSomebodyHoldsTheLease() throws Exception {
    pushes.blob("birds/robin", "layer");
    clock.pass(Duration.ofDays(2));
    var backup = new CollectionLease();
    assertThat(backup.take(stores.metadata())).isTrue();
    assertThat(collection.run(() -> false)).isEmpty();
    backup.release(stores.metadata());
    assertThat(collect().blobs()).isEqualTo(1);
  }

  @Test
  void aCollectionThatIsStoppedGoesOnTheNextTime() throws Exception {
    for (var i = 0; i < 9; i++) {
      pushes.blob("birds/robin", "layer " + i);
    }
    clock.pass(Duration.ofDays(2));
    var steps = new int[1];
    var first = collection.run(() -> steps[0]++ == 3).orElseThrow();
    assertThat(first.through()).isFalse();
    assertThat(first.links()).isBetween(1L, 8L);
    var second = collect();
    assertThat(first.links() + second.links()).isEqualTo(9);
    assertThat(second.blobs()).isEqualTo(9);
    assertThat(stores.kept()).isEmpty();
  }

  @Test
  void contentThatCannotBeRemovedNowIsSweptLater() throws Exception {
    pushes.blob("birds/robin", "layer");
    clock.pass(Duration.ofDays(2));
    var failing = new FailingRemoval(stores.blobs());
    var options = new CollectionOptions(DAY, DAY, Duration.ofDays(3), 100);
    var failed =
        new GarbageCollection(stores.metadata(), failing, clock, options)
            .run(() -> false)
            .orElseThrow();
    assertThat(failed.failed()).as("once as a blob, once as an orphan").isEqualTo(2);
    assertThat(failed.blobs() + failed.orphans()).isZero();
    var later = new GarbageCollection(stores.metadata(), stores.blobs(), clock, options);
    assertThat(later.run(() -> false)).as("swept a moment ago").contains(nothing());
    clock.pass(Duration.ofDays(4));
    assertThat(later.run(() -> false)).contains(new Collected(0, 0, 0, 1, 0, 0, true));
    assertThat(stores.kept()).isEmpty();
  }
}
