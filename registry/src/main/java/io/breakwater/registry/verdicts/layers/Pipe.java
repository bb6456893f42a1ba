package io.breakwater.registry.verdicts.layers;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bytes of an upload on their way to the reader of the layer. What does not fit is read from
/// the store, once the upload has ended.
///
/// One thread writes, another reads.
final class Pipe extends InputStream {
  private final SharedMemory memory;
  private final long idle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private long queued;
  private long patience;
  private int position;

  /// Bytes that the reader took.
  private long taken;

  /// Some did not fit: what follows those that wait is in the store.
  private boolean overflowed;

  private @Nullable Rest rest;
  private @Nullable InputStream stored;
  private boolean ended;
  private boolean closed;

  /// What there is in the store once the upload has ended.
  @FunctionalInterface
  interface Rest {
    InputStream from(long offset) throws StoreException;
  }

  /// @param patience how long the writer waits for the reader, all in all, in nanoseconds
  /// @param idle how long the reader waits for the writer at a time, in nanoseconds
  Pipe(SharedMemory memory, long patience, long idle) {
    this.memory = memory;
    this.patience = patience;
    this.idle = idle;
  }

  /// Adds bytes, which are copied; waits a little where there is no room.
  void add(byte[] bytes, int length) {
    lock.lock();
    try {
      while (!closed && !overflowed) {
        if (memory.takeFairly(length, queued)) {
          waiting.add(Arrays.copyOf(bytes, length));
          queued += length;
          arrived.signal();
          return;
        }
        overflowed = !awaitRoom();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the reader took something; false where there is no patience left.
  private boolean awaitRoom() {
    var before = queued;
    try {
      while (queued == before && before > 0 && !closed && patience > 0) {
        patience = room.awaitNanos(patience);
      }
      return queued != before;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The upload has ended.
  ///
  /// @param all of its bytes, for a reader that did not get them
  void end(Rest all) {
    lock.lock();
    try {
      rest = all;
      ended = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    InputStream from;
    lock.lock();
    try {
      while (stored == null && waiting.isEmpty()) {
        if (closed) {
          throw new IOException("the upload was given up");
        }
        if (ended && !overflowed) {
          return -1;
        }
        if (ended) {
          stored = open();
        } else if (!awaitBytes()) {
          closed = true;
          throw new IOException("nothing arrived for a while");
        }
      }
      if (stored == null) {
        return take(target, offset, length);
      }
      from = stored;
    } finally {
      lock.unlock();
    }
    return from.read(target, offset, length);
  }

  private InputStream open() throws IOException {
    try {
      if (rest == null) {
        throw new IOException("the upload ended nowhere");
      }
      return rest.from(taken);
    } catch (StoreException e) {
      throw new IOException(e);
    }
  }

  /// Waits until there is something to do; false where nothing happened for too long.
  private boolean awaitBytes() throws IOException {
    var left = idle;
    try {
      while (waiting.isEmpty() && !ended && !closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
    return !waiting.isEmpty() || ended || closed;
  }

  private int take(byte[] target, int offset, int length) {
    var first = waiting.getFirst();
    var count = Math.min(length, first.length - position);
    System.arraycopy(first, position, target, offset, count);
    position += count;
    taken += count;
    if (position == first.length) {
      waiting.removeFirst();
      position = 0;
      free(first.length);
    }
    return count;
  }

  private void free(long bytes) {
    queued -= bytes;
    memory.give(bytes);
    room.signal();
  }

  /// Ends reading and writing, whoever calls.
  @Override
  public void close() {
    InputStream open;
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      free(queued);
      arrived.signal();
      open = stored;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Everything wanted was read or given up.
        return;
      }
    }
  }
}
