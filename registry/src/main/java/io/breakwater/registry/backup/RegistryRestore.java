package io.breakwater.registry.backup;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Makes a registry of a backup: contents first, each verified, then the metadata. So a restore
/// that was ended in the middle leaves no registry; the contents that it left are to be
/// removed.
public final class RegistryRestore {
  private static final String WHAT = "restoring";
  private static final int PAGE = 500;
  private static final int PROBLEMS = 100;

  private final Path backup;
  private final BackupProgress progress;
  private final List<String> problems = new ArrayList<>();
  private long contents;
  private long copied;
  private long bytes;
  private long lost;

  /// A restore of a backup.
  ///
  /// @param backup the folder
  public RegistryRestore(Path backup, BackupProgress progress) {
    this.backup = backup;
    this.progress = progress;
  }

  /// Restores everything. Contents that the backup lacks, or that are damaged in it, are told
  /// in the result; all else is restored.
  ///
  /// @param metadata of the new registry, not there yet
  /// @param blobs of the new registry, empty
  /// @throws StoreException `backup-missing`, `backup-target` where there is something already
  public BackupResult run(MetadataOptions.Sqlite metadata, BlobStore blobs) throws StoreException {
    try {
      var source = BackupFolder.existing(backup);
      refuseUsed(metadata.file(), blobs);
      var incoming = metadata.file().resolveSibling(metadata.file().getFileName() + ".restored");
      BackupFolder.removeDatabase(incoming);
      Files.copy(source.metadata(), incoming);
      try (var copy = Metadata.open(MetadataOptions.Sqlite.at(incoming))) {
        for (var page = page(copy, ""); !page.isEmpty(); ) {
          for (var blob : page) {
            restore(source, blob, blobs);
          }
          page = page(copy, page.getLast().key().digest().toString());
        }
        // Nothing is staged of them here, and whoever held a lease holds it elsewhere.
        copy.write(tx -> tx.uploads().cancelEverything() + tx.leases().releaseAll());
      }
      try (var written = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      BackupFolder.removeBeside(incoming);
      BackupFolder.removeBeside(metadata.file());
      Files.move(incoming, metadata.file(), StandardCopyOption.ATOMIC_MOVE);
      return new BackupResult(contents, copied, bytes, 0, lost, problems);
    } catch (IOException e) {
      throw BackupFolder.failed(WHAT, e);
    }
  }

  private static List<StoredBlob> page(Metadata metadata, String after) throws StoreException {
    return metadata.read(tx -> tx.blobs().page(after, PAGE));
  }

  private static void refuseUsed(Path metadata, BlobStore blobs) throws StoreException {
    var used = new boolean[] {Files.exists(metadata)};
    if (!used[0]) {
      blobs.contents(stored -> used[0] = true);
    }
    if (used[0]) {
      throw new StoreException(
          "backup-target",
          WHAT,
          "there is something in the new registry already",
          "Name a new folder; an existing registry is not written over",
          null);
    }
  }

  private void restore(BackupFolder source, StoredBlob blob, BlobStore blobs)
      throws IOException, StoreException {
    contents++;
    var file = source.content(blob.key());
    if (!Files.isRegularFile(file)) {
      problem(blob, "is not in the backup");
      return;
    }
    try (var staged = blobs.stage(blob.key().copy());
        var in = Files.newInputStream(file)) {
      var hash = Hash.of(blob.key().digest());
      var buffer = new byte[1 << 20];
      for (int read; (read = in.read(buffer)) >= 0; ) {
        hash.update(buffer, read);
        staged.append(ByteBuffer.wrap(buffer, 0, read));
      }
      if (staged.length() != blob.size() || !hash.is(blob.key().digest())) {
        staged.discard();
        problem(blob, "is damaged in the backup");
        return;
      }
      staged.commit(blob.key().digest());
    }
    copied++;
    bytes += blob.size();
    progress.done(contents, bytes);
  }

  private void problem(StoredBlob blob, String what) {
    lost++;
    if (problems.size() < PROBLEMS) {
      problems.add("content " + blob.key().digest() + " " + what);
    }
  }
}
