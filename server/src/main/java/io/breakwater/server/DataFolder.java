package io.breakwater.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The folder of a registry, held by one server at a time.
///
/// ```
/// breakwater-registry   says that the folder is one, and of which version
/// lock                  held while it is in use
/// metadata.db           SQLite, where the metadata are not in PostgreSQL
/// content/              blobs, where they are not in S3
/// admin-password        of the first start
/// native/               the library of SQLite, for as long as a server runs
/// mirror-spool/         blobs on their way from upstream registries
/// ```
public final class DataFolder implements AutoCloseable {
  private static final String MARK = "breakwater-registry";
  private static final String VERSION = "1\n";

  private final Path root;
  private final Optional<FileChannel> lock;

  private DataFolder(Path root, Optional<FileChannel> lock) {
    this.root = root;
    this.lock = lock;
  }

  /// Opens a folder; makes it where there is none, or an empty one.
  ///
  /// @throws ServerException `data-folder-foreign`, `data-folder-unusable`, `storage-locked`,
  ///     `storage-version`
  public static DataFolder open(Path folder) throws ServerException {
    var what = "opening the data folder " + folder;
    try {
      make(folder, what);
      var root = folder.toRealPath();
      var lock =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (lock.tryLock() != null) {
          return new DataFolder(root, Optional.of(lock));
        }
      } catch (OverlappingFileLockException e) {
        // Held by this process: the same answer.
      }
      lock.close();
    } catch (IOException e) {
      throw unusable(what, e);
    }
    throw new ServerException(
        "storage-locked",
        what,
        "another breakwater has it open",
        "Stop that one, or give this one a folder of its own: --data FOLDER",
        null);
  }

  /// The folder of a registry that is there, not held: a server may have it open.
  ///
  /// @throws ServerException `data-folder-missing`
  static DataFolder beside(Path folder) throws ServerException {
    var what = "opening the data folder " + folder;
    if (!Files.isRegularFile(folder.resolve(MARK))) {
      throw new ServerException(
          "data-folder-missing",
          what,
          "there is no registry in it",
          "Name the folder that breakwater up uses: --data FOLDER",
          null);
    }
    try {
      version(folder.resolve(MARK), what);
      return new DataFolder(folder.toRealPath(), Optional.empty());
    } catch (IOException e) {
      throw unusable(what, e);
    }
  }

  private static void make(Path folder, String what) throws ServerException, IOException {
    var mark = folder.resolve(MARK);
    if (Files.isDirectory(folder)) {
      if (Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
        version(mark, what);
        return;
      }
      try (var entries = Files.newDirectoryStream(folder)) {
        for (var entry : entries) {
          // A new file system has one of these.
          if (!entry.endsWith("lost+found")) {
            throw new ServerException(
                "data-folder-foreign",
                what,
                "it holds something else (" + entry.getFileName() + ")",
                "Name an empty folder, or the one of a registry: --data FOLDER",
                null);
          }
        }
      }
    } else {
      var owner = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    }
    Files.writeString(mark, VERSION);
  }

  private static void version(Path mark, String what) throws ServerException, IOException {
    var found = Files.readString(mark);
    if (found.isEmpty()) {
      // The first start was cut off there.
      Files.writeString(mark, VERSION);
    } else if (!found.equals(VERSION)) {
      throw new ServerException(
          "storage-version",
          what,
          "a newer version of Breakwater has written it",
          "Use that version",
          null);
    }
  }

  static ServerException unusable(String what, IOException e) {
    var why =
        switch (e) {
          case java.nio.file.AccessDeniedException denied -> "permission denied";
          case java.nio.file.FileAlreadyExistsException there -> "a file is in its way";
          case java.nio.file.NotDirectoryException none -> "a file is in its way";
          default -> String.valueOf(e.getMessage());
        };
    return new ServerException(
        "data-folder-unusable",
        what,
        why,
        "Make it writable for this user, or name another: --data FOLDER",
        e);
  }

  public Path root() {
    return root;
  }

  Path metadata() {
    return root.resolve("metadata.db");
  }

  Path content() {
    return root.resolve("content");
  }

  /// For as long as a server runs.
  Path nativeLibraries() {
    return root.resolve("native");
  }

  Path firstPassword() {
    return root.resolve("admin-password");
  }

  @Override
  public void close() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException e) {
      // The system lets go of it with the process.
    }
  }
}
