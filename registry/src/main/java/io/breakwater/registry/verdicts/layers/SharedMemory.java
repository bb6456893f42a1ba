package io.breakwater.registry.verdicts.layers;

import java.util.concurrent.atomic.AtomicLong;

/// Memory that all layers that arrive share.
final class SharedMemory {
  private final long all;
  private final AtomicLong used = new AtomicLong();

  /// @param all bytes
  SharedMemory(long all) {
    this.all = all;
  }

  /// Takes some; false, and nothing is taken, where there is not enough.
  boolean take(long bytes) {
    while (true) {
      var before = used.get();
      if (before + bytes > all) {
        return false;
      }
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  /// Takes some for somebody who has some already, so that nobody has more than is left for all
  /// others together: a slow reader cannot take the room of those that follow.
  boolean takeFairly(long bytes, long had) {
    return had + bytes <= all - used.get() && take(bytes);
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
