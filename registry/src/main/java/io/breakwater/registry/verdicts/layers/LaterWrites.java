package io.breakwater.registry.verdicts.layers;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Writes what can be made again, many at a time, so that no push waits for it. What a crash
/// takes is made when somebody asks for it.
public final class LaterWrites implements AutoCloseable {
  private static final long MOST_BYTES = 16L << 20;
  private static final int AT_ONCE = 64;

  private final Metadata metadata;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Write> waiting = new ArrayList<>();
  private final Thread writer;
  private long bytes;
  private boolean writing;
  private boolean closed;

  private record Write(long bytes, Consumer<Transaction> change) {}

  public LaterWrites(Metadata metadata) {
    this.metadata = metadata;
    writer = Thread.ofVirtual().name("inventory-writer").start(this::run);
  }

  /// Writes something soon; waits where too much waits already.
  ///
  /// @param bytes about how much memory it takes until then
  public void add(long bytes, Consumer<Transaction> change) {
    lock.lock();
    try {
      while (this.bytes > MOST_BYTES && !closed) {
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        waiting.add(new Write(bytes, change));
        this.bytes += bytes;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Returns when all that was added is written.
  public void flush() {
    lock.lock();
    try {
      while ((writing || !waiting.isEmpty()) && !closed) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (var some = next(); !some.isEmpty(); some = next()) {
      var all = some;
      if (!written(all)) {
        // One of them may be what does not work; none may keep the others.
        all.forEach(one -> written(List.of(one)));
      }
    }
  }

  private List<Write> next() {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      var some = List.copyOf(waiting.subList(0, Math.min(AT_ONCE, waiting.size())));
      waiting.subList(0, some.size()).clear();
      bytes -= some.stream().mapToLong(Write::bytes).sum();
      writing = true;
      return some;
    } finally {
      lock.unlock();
    }
  }

  private boolean written(List<Write> some) {
    try {
      return metadata.note(
          tx -> {
            some.forEach(one -> one.change().accept(tx));
            return true;
          });
    } catch (StoreException e) {
      // Made again when somebody asks for it.
      return false;
    }
  }

  /// Writes what waits, and ends.
  @Override
  public void close() {
    flush();
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
