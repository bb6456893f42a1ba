package io.breakwater.registry.backup;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Copies a registry into a folder while it works.
///
/// The metadata are copied first, as they are at one instant; then the contents that they name.
/// Garbage collection waits meanwhile, so each of those is still there, whatever is deleted.
/// What is pushed meanwhile is in the next backup. Uploads that go on are in none.
///
/// A second backup into the same folder copies only what is new. Until its end the folder holds
/// the former one, whole; a backup that was ended in the middle is to be run again.
public final class RegistryBackup {
  private static final String WHAT = "backing up";
  private static final int PAGE = 500;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final BackupProgress progress;

  public RegistryBackup(Metadata metadata, BlobStore blobs, BackupProgress progress) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.progress = progress;
  }

  /// Writes a backup.
  ///
  /// @param folder new, empty, or of a former backup of the same registry
  /// @param hardLinks whether contents may be other names of the registry's own files where
  ///     both are on one file system: quick and without taking space, but no help against a
  ///     broken disk, and their bytes are not verified
  /// @throws StoreException `backup-foreign`, `storage-locked` while garbage is collected,
  ///     `storage-unsupported` for metadata in PostgreSQL, `storage-full`,
  ///     `storage-unavailable`
  public BackupResult run(Path folder, boolean hardLinks) throws StoreException {
    try (var hold = LeaseKeeper.take(metadata)) {
      var target = BackupFolder.make(folder);
      BackupFolder.removeDatabase(target.snapshot());
      metadata.copyTo(target.snapshot());
      var copy = new ContentCopy(blobs, target, hardLinks, progress);
      copyAll(target.snapshot(), copy, hold);
      target.sync();
      target.acceptMetadata();
      target.sync();
      var removed = removeSuperfluous(target);
      BackupFolder.removeBeside(target.metadata());
      BackupFolder.removeBeside(target.snapshot());
      return copy.result(removed);
    } catch (IOException e) {
      throw BackupFolder.failed(WHAT, e);
    }
  }

  private static void copyAll(Path snapshot, ContentCopy copy, LeaseKeeper hold)
      throws IOException, StoreException {
    try (var copied = Metadata.open(MetadataOptions.Sqlite.at(snapshot))) {
      for (var page = page(copied, ""); !page.isEmpty(); ) {
        for (var blob : page) {
          copy.take(blob);
        }
        hold.check();
        page = page(copied, page.getLast().key().digest().toString());
      }
    }
  }

  private static List<StoredBlob> page(Metadata metadata, String after) throws StoreException {
    return metadata.read(tx -> tx.blobs().page(after, PAGE));
  }

  /// Removes what former backups named and this one does not.
  private static long removeSuperfluous(BackupFolder target) throws IOException, StoreException {
    if (!Files.isDirectory(target.contents())) {
      return 0;
    }
    try (var copied = Metadata.open(MetadataOptions.Sqlite.at(target.metadata()))) {
      var superfluous = new Superfluous(copied);
      Files.walkFileTree(target.contents(), superfluous);
      superfluous.end();
      return superfluous.removed;
    }
  }

  private static final class Superfluous extends SimpleFileVisitor<Path> {
    private final Metadata copied;
    private final List<Path> waiting = new ArrayList<>();
    private long removed;

    Superfluous(Metadata copied) {
      this.copied = copied;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && BackupFolder.keyOf(file).isPresent()) {
        waiting.add(file);
        if (waiting.size() == PAGE) {
          try {
            end();
          } catch (StoreException e) {
            throw new IOException(e);
          }
        }
      }
      return FileVisitResult.CONTINUE;
    }

    void end() throws IOException, StoreException {
      List<BlobKey> keys =
          waiting.stream().flatMap(file -> BackupFolder.keyOf(file).stream()).toList();
      var named = copied.read(tx -> tx.blobs().named(keys));
      for (var file : waiting) {
        if (!named.contains(BackupFolder.keyOf(file).orElseThrow())) {
          Files.delete(file);
          removed++;
        }
      }
      waiting.clear();
    }
  }
}
