package io.breakwater.store.blobs.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Syncs one folder for many threads: those that ask while a sync runs share the next one.
final class SharedSync {
  private static final long NONE = 0;

  private final Disk disk;
  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean running;

  /// Syncs are counted: the last begun, the last ended, the last that failed and why.
  private long begun;
  private long done;
  private long failed;
  private @Nullable IOException failure;

  SharedSync(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /// Returns once a sync that began after this call has ended.
  void sync() throws IOException {
    var turn = turn();
    if (turn == NONE) {
      return;
    }
    IOException thrown = null;
    try {
      disk.forceFolder(folder);
    } catch (IOException e) {
      thrown = e;
    }
    lock.lock();
    try {
      running = false;
      done = turn;
      if (thrown != null) {
        failed = turn;
        failure = thrown;
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    if (thrown != null) {
      throw thrown;
    }
  }

  /// The number of the sync that the caller has to make; [#NONE] where another's served.
  private long turn() throws IOException {
    lock.lock();
    try {
      var wanted = begun + 1;
      while (running && done < wanted) {
        ended.awaitUninterruptibly();
      }
      if (done >= wanted) {
        throwIfFailed(wanted);
        return NONE;
      }
      running = true;
      return ++begun;
    } finally {
      lock.unlock();
    }
  }

  private void throwIfFailed(long wanted) throws IOException {
    if (failure != null && failed >= wanted) {
      throw new IOException("a sync of the folder shared with others failed", failure);
    }
  }
}
