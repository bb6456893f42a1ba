package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A blob on its way from upstream: one writes what comes into a file of its own, and any number
/// read it, each at its own pace and through a channel of its own, so that one that is interrupted
/// closes no other's.
final class Arrival {
  private final Digest digest;
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.ASKED;
  private long size;
  private long position;
  private @Nullable RegistryException refusal;
  private String failure = "";
  private boolean retired;

  private enum State {
    ASKED,
    COMING,
    VERIFIED,
    FAILED
  }

  Arrival(Digest digest, Path file) {
    this.digest = digest;
    this.file = file;
  }

  Digest digest() {
    return digest;
  }

  /// It comes, and is so large.
  ///
  /// @return the channel to write it to with [#write]
  FileChannel begin(long bytes) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    change(
        () -> {
          size = bytes;
          state = State.COMING;
        });
    return channel;
  }

  void write(FileChannel channel, byte[] bytes, int length) throws IOException {
    var buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    change(() -> position += length);
  }

  /// It came whole, and is of its digest.
  void verified() {
    change(() -> state = State.VERIFIED);
  }

  /// It need not come: the store has it meanwhile.
  void superfluous() throws IOException {
    retire();
    verified();
  }

  /// It does not come: there is nothing to read.
  void refuse(RegistryException why) {
    change(
        () -> {
          refusal = why;
          state = State.FAILED;
        });
  }

  /// It does not come whole.
  void fail(String why) {
    change(
        () -> {
          failure = why;
          state = State.FAILED;
        });
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it comes.
  ///
  /// @return bytes of it; -1 where it did not begin in time, or broke off
  /// @throws RegistryException it does not come
  long awaitSize(Duration patience) throws RegistryException, InterruptedException {
    var left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (state == State.ASKED) {
        if (left <= 0) {
          return -1;
        }
        left = changed.awaitNanos(left);
      }
      if (refusal != null) {
        throw refusal;
      }
      return state == State.FAILED ? -1 : size;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is something behind an offset that may be handed out: all but the last
  /// byte that was asked for as it comes, and that one once the whole is verified.
  ///
  /// @param end of what was asked for, behind the offset
  /// @return where that ends, behind the offset and not behind `end`
  /// @throws IOException it does not come whole
  long await(long offset, long end) throws IOException {
    lock.lock();
    try {
      while (true) {
        if (state == State.FAILED) {
          throw new IOException("the blob does not come whole: " + failure);
        }
        var until = state == State.VERIFIED ? end : Math.min(position, end - 1);
        if (until > offset) {
          return until;
        }
        if (!changed.await(1, TimeUnit.HOURS)) {
          throw new IOException("the blob does not come: nobody writes it");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a blob arrived", e);
    } finally {
      lock.unlock();
    }
  }

  /// Opens what has come; null where it is too late and the store is to be asked again.
  @Nullable FileChannel open() throws IOException {
    lock.lock();
    try {
      return retired ? null : FileChannel.open(file, StandardOpenOption.READ);
    } finally {
      lock.unlock();
    }
  }

  /// Ends it: who reads it reads on, and nobody begins.
  void retire() throws IOException {
    lock.lock();
    try {
      retired = true;
      Files.deleteIfExists(file);
    } finally {
      lock.unlock();
    }
  }
}
