package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Holds a SQLite file for one server, by a file beside it, `metadata.db.lock`: two servers
/// would write to it by turns, each with a memory of its own. The system lets go of it when the
/// process ends, however it ends.
final class SqliteLock implements AutoCloseable {
  private final FileChannel file;

  private SqliteLock(FileChannel file) {
    this.file = file;
  }

  /// Takes the lock.
  ///
  /// @throws StoreException `storage-locked`: it is held, by this process or another
  static SqliteLock of(Path database) throws StoreException, IOException {
    var file =
        FileChannel.open(
            database.resolveSibling(database.getFileName() + ".lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (file.tryLock() != null) {
        return new SqliteLock(file);
      }
    } catch (OverlappingFileLockException _) {
      // Held by this process: the same answer.
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    throw new StoreException(
        "storage-locked",
        "Opening the metadata",
        "another process has them open",
        "Stop the other server, or give this one a folder of its own",
        null);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException _) {
      // The system lets go of the lock all the same.
    }
  }
}
