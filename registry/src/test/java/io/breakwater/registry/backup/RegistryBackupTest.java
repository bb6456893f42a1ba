package io.breakwater.registry.backup;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.Digest;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.garbage.CollectionOptions;
import io.breakwater.registry.garbage.GarbageCollection;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryBackupTest {
  @TempDir Path folder;
  private final MovingClock clock = new MovingClock(Instant.now());
  private Stores stores;
  private Pushes pushes;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores, clock);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private BackupResult back(boolean hardLinks) throws Exception {
    return new RegistryBackup(stores.metadata(), stores.blobs(), (contents, bytes) -> {})
        .run(backup(), hardLinks);
  }

  private interface Look {
    void at(Metadata metadata, BlobStore blobs) throws Exception;
  }

  private BackupResult restored(Look look) throws Exception {
    var file = Files.createTempDirectory(folder, "restored").resolve("metadata.db");
    try (var blobs = FileBlobStore.open(file.resolveSibling("blobs"))) {
      var result =
          new RegistryRestore(backup(), (contents, bytes) -> {})
              .run(MetadataOptions.Sqlite.at(file), blobs);
      try (var metadata = Metadata.open(MetadataOptions.Sqlite.at(file))) {
        List<String> problems = metadata.read(tx -> tx.consistency().problems(10));
        assertThat(problems).isEmpty();
        look.at(metadata, blobs);
      }
      return result;
    }
  }

  private static byte[] pulled(Metadata metadata, BlobStore blobs, Digest digest) throws Exception {
    var opened =
        new RepositoryBlobs(metadata, blobs, Stores.CLOCK).open(name("birds/robin"), digest);
    try (var content = opened.content();
        var in = content.read(0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void allThatWasPushedComesBackAndUploadsDoNot() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer", "other");
    new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults())
        .start(name("birds/robin"), "ann", OptionalLong.empty());
    var result = back(false);
    assertThat(result).isEqualTo(new BackupResult(3, 3, 12, 0, 0, List.of()));
    try (var all = Files.list(backup())) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("breakwater-backup", "metadata.db", "blobs");
    }
    var again =
        restored(
            (metadata, blobs) -> {
              var manifests = new RepositoryManifests(metadata, clock);
              assertThat(manifests.get(name("birds/robin"), Reference.parse("1")).digest())
                  .isEqualTo(image);
              assertThat(pulled(metadata, blobs, sha256(bytes("layer")))).isEqualTo(bytes("layer"));
              long uploads = metadata.read(tx -> tx.uploads().count("ann"));
              assertThat(uploads).isZero();
            });
    assertThat(again.copied()).isEqualTo(3);
    assertThat(again.lost()).isZero();
  }

  @Test
  void aSecondBackupCopiesWhatIsNewAndRemovesWhatNothingNames() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    back(false);
    var second = pushes.image("birds/robin", "2", "other");
    new RepositoryManifests(stores.metadata(), clock)
        .delete(name("birds/robin"), new Reference.ByDigest(image), "ann");
    clock.pass(Duration.ofDays(40));
    collect();
    assertThat(back(false)).isEqualTo(new BackupResult(2, 1, 5, 1, 0, List.of()));
    restored(
        (metadata, blobs) ->
            assertThat(
                    new RepositoryManifests(metadata, clock)
                        .get(name("birds/robin"), Reference.parse("2"))
                        .digest())
                .isEqualTo(second));
  }

  private void collect() throws StoreException {
    new GarbageCollection(stores.metadata(), stores.blobs(), clock, CollectionOptions.defaults())
        .run(() -> false);
  }

  @Test
  void hardLinksAreTheSameFiles() throws Exception {
    pushes.image("birds/robin", "1", "layer");
    assertThat(back(true).copied()).isEqualTo(2);
    try (var all = Files.walk(backup().resolve("blobs"))) {
      var links =
          all.filter(Files::isRegularFile).map(RegistryBackupTest::links).distinct().toList();
      assertThat(links).containsExactly(2);
    }
    restored(
        (metadata, blobs) ->
            assertThat(pulled(metadata, blobs, sha256(bytes("layer")))).isEqualTo(bytes("layer")));
  }

  private static int links(Path file) {
    try {
      return (Integer) Files.getAttribute(file, "unix:nlink");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsMissingOrDamagedIsToldAndTheRestIsCopied() throws Exception {
    pushes.image("birds/robin", "1", "layer", "missing", "damaged");
    var metadata = stores.metadata();
    var missing = metadata.read(tx -> tx.blobs().find(sha256(bytes("missing")))).orElseThrow();
    stores.blobs().delete(missing.key());
    var damaged = metadata.read(tx -> tx.blobs().find(sha256(bytes("damaged")))).orElseThrow();
    stores.blobs().delete(damaged.key());
    try (var staged = stores.blobs().stage(damaged.key().copy())) {
      staged.append(ByteBuffer.wrap(bytes("DAMAGED")));
      staged.commit(damaged.key().digest());
    }
    var result = back(false);
    assertThat(result.copied()).isEqualTo(2);
    assertThat(result.lost()).isEqualTo(2);
    assertThat(result.problems())
        .containsExactlyInAnyOrder(
            "content " + missing.key().digest() + " is missing",
            "content " + damaged.key().digest() + " is damaged");
    assertThat(restored((restoredMetadata, blobs) -> {}).lost()).isEqualTo(2);
  }

  @Test
  void aBackupWhileOthersPushAndCollectHasAllThatItsMetadataName() throws Exception {
    var stop = new AtomicBoolean();
    var pushed = Collections.synchronizedList(new ArrayList<String>());
    pushes.image("birds/robin", "first", "first layer");
    var pushing = Thread.ofPlatform().start(() -> push(stop, pushed));
    try {
      for (var round = 0; round < 3; round++) {
        assertThat(back(round == 1).lost()).isZero();
        var result =
            restored(
                (metadata, blobs) -> {
                  Optional<?> first =
                      metadata.read(tx -> tx.manifests().byTag("birds/robin", "first"));
                  assertThat(first).isPresent();
                });
        assertThat(result.lost()).isZero();
      }
    } finally {
      stop.set(true);
      pushing.join();
    }
    assertThat(pushed).isNotEmpty();
  }

  private void push(AtomicBoolean stop, List<String> pushed) {
    var manifests = new RepositoryManifests(stores.metadata(), clock);
    try {
      for (var i = 0; !stop.get(); i++) {
        var image = pushes.image("birds/robin", "t" + i, "layer " + i);
        pushed.add("t" + i);
        if (i % 2 == 0) {
          manifests.delete(name("birds/robin"), new Reference.ByDigest(image), "ann");
          clock.pass(Duration.ofDays(40));
          collect();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingIsWrittenOver() throws Exception {
    pushes.image("birds/robin", "1", "layer");
    var restore = new RegistryRestore(backup(), (contents, bytes) -> {});
    var used = MetadataOptions.Sqlite.at(folder.resolve("metadata.db"));
    assertThatThrownBy(() -> restore.run(used, stores.blobs()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("backup-missing"));
    back(false);
    var other = MetadataOptions.Sqlite.at(folder.resolve("other.db"));
    for (var target : List.of(used, other)) {
      assertThatThrownBy(() -> restore.run(target, stores.blobs()))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo("backup-target"));
    }
    Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(folder.resolve("foreign/file"), "x");
    var backup = new RegistryBackup(stores.metadata(), stores.blobs(), (contents, bytes) -> {});
    assertThatThrownBy(() -> backup.run(folder.resolve("foreign"), false))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("backup-foreign"));
  }
}
