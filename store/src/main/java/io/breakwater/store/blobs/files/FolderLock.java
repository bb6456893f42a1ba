package io.breakwater.store.blobs.files;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/// Holds a folder for one process, for as long as it is open; the system lets go of it when the
/// process ends, however it ends.
final class FolderLock implements AutoCloseable {
  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /// Locks the file `lock` of a folder.
  ///
  /// @throws StoreException `storage-locked`: it is held, by this process or another
  static FolderLock of(Path folder, Disk disk) throws StoreException, IOException {
    var file = disk.openForWriting(folder.resolve("lock"));
    try {
      if (file.tryLock() != null) {
        return new FolderLock(file);
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
        "opening the storage folder",
        "another process has it open",
        "Stop the other server, or give this one a folder of its own",
        null);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
