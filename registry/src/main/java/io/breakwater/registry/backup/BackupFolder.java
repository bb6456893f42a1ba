package io.breakwater.registry.backup;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a backup's parts lie.
///
/// ```
/// breakwater-backup            says that the folder is one, and of which version
/// metadata.db                  SQLite
/// blobs/sha256/ab/ab12….<copy> contents
/// metadata.new, incoming       what is being written
/// ```
///
/// Folders are for their owner only: the metadata hold what opens the registry.
final class BackupFolder {
  private static final String MARK = "breakwater-backup";
  private static final String VERSION = "1\n";
  private static final FileAttribute<?> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  static final FileAttribute<?> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path root;

  private BackupFolder(Path root) {
    this.root = root;
  }

  /// Opens a folder to write a backup into: a new or empty one, or a former backup.
  static BackupFolder make(Path root) throws IOException, StoreException {
    Files.createDirectories(root, OWNERS_FOLDER);
    var folder = new BackupFolder(root);
    if (!Files.exists(root.resolve(MARK))) {
      try (var entries = Files.list(root)) {
        if (entries.findAny().isPresent()) {
          throw new StoreException(
              "backup-foreign",
              "opening the folder of the backup",
              "it has something else in it",
              "Name a new folder, or one of a former backup",
              null);
        }
      }
      Files.writeString(root.resolve(MARK), VERSION, StandardOpenOption.CREATE_NEW);
    }
    folder.checkVersion();
    Files.deleteIfExists(folder.incoming());
    return folder;
  }

  /// Opens a backup that is whole.
  static BackupFolder existing(Path root) throws IOException, StoreException {
    var folder = new BackupFolder(root);
    if (!Files.isRegularFile(root.resolve(MARK)) || !Files.isRegularFile(folder.metadata())) {
      throw new StoreException(
          "backup-missing",
          "opening the backup",
          "there is no complete backup in the folder",
          "Name the folder that a backup was written to",
          null);
    }
    folder.checkVersion();
    return folder;
  }

  private void checkVersion() throws IOException, StoreException {
    if (!Files.readString(root.resolve(MARK)).equals(VERSION)) {
      throw new StoreException(
          "storage-version",
          "opening the backup",
          "it is of another version",
          "Use the version of Breakwater that wrote it",
          null);
    }
  }

  Path metadata() {
    return root.resolve("metadata.db");
  }

  /// The metadata of a backup that goes on.
  Path snapshot() {
    return root.resolve("metadata.new");
  }

  Path incoming() {
    return root.resolve("incoming");
  }

  Path contents() {
    return root.resolve("blobs");
  }

  Path content(BlobKey key) {
    return contents()
        .resolve(key.digest().algorithm())
        .resolve(key.digest().hex().substring(0, 2))
        .resolve(key.digest().hex() + "." + key.copy());
  }

  /// Whether a content is there with its size; its bytes were verified when it was written.
  boolean has(BlobKey key, long size) throws IOException {
    var path = content(key);
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == size;
  }

  /// Puts what was written to `incoming` in place.
  void accept(Path place) throws IOException {
    var parent = place.toAbsolutePath().getParent();
    Files.createDirectories(parent, OWNERS_FOLDER);
    Files.move(incoming(), place, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Puts the metadata in place of a former backup's.
  void acceptMetadata() throws IOException {
    Files.move(snapshot(), incoming());
    removeBeside(metadata());
    accept(metadata());
  }

  /// Removes a database with all that SQLite keeps beside it.
  static void removeDatabase(Path file) throws IOException {
    removeBeside(file);
    Files.deleteIfExists(file);
  }

  /// A log that an ended process left would be taken for that of the next file of this name.
  static void removeBeside(Path file) throws IOException {
    for (var suffix : List.of("-wal", "-shm", "-journal", ".lock")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }

  FileChannel write() throws IOException {
    return FileChannel.open(
        incoming(),
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING),
        OWNERS_FILE);
  }

  /// The key of a file of `blobs`; empty where it is none of ours.
  static Optional<BlobKey> keyOf(Path file) {
    var name = file.getFileName().toString();
    var dot = name.indexOf('.');
    var algorithm = file.getName(file.getNameCount() - 3).toString();
    if (dot < 0) {
      return Optional.empty();
    }
    return Digest.tryParse(algorithm + ":" + name.substring(0, dot))
        .map(digest -> new BlobKey(digest, name.substring(dot + 1)));
  }

  /// Makes the names of all that was put in place durable.
  void sync() throws IOException {
    var folders = new ArrayList<Path>();
    try (var all = Files.walk(root, 3)) {
      all.filter(Files::isDirectory).forEach(folders::add);
    }
    for (var folder : folders) {
      try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  /// A failure of the backup's own disk.
  static StoreException failed(String what, IOException e) {
    var full = String.valueOf(e.getMessage()).contains("No space left on device");
    return new StoreException(
        full ? "storage-full" : "storage-unavailable",
        what,
        full ? "no space is left for the backup" : "the backup's disk does not answer",
        full ? "Make space, and run it again: it goes on" : "See the cause, and run it again",
        e);
  }
}
