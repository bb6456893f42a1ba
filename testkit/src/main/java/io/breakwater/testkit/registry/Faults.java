package io.breakwater.testkit.registry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What goes wrong on order, and how often still.
final class Faults {
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Set<String> corrupt = ConcurrentHashMap.newKeySet();
  private volatile int status = 503;
  private volatile String retryAfter = "";
  private volatile int cutAfter;
  private volatile long delayMillis;

  void refuse(int times, int status, String retryAfter) {
    this.status = status;
    this.retryAfter = retryAfter;
    refusals.set(times);
  }

  void cut(int times, int afterBytes) {
    cutAfter = afterBytes;
    cuts.set(times);
  }

  void corrupt(String digest) {
    corrupt.add(digest);
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  boolean takeRefusal() {
    return take(refusals);
  }

  int status() {
    return status;
  }

  String retryAfter() {
    return retryAfter;
  }

  /// How many bytes of `length` to send: all, unless a cut is due.
  int sending(int length) {
    return length > cutAfter && take(cuts) ? cutAfter : length;
  }

  /// The bytes, or the same number of other bytes where that is ordered.
  byte[] bytes(String digest, byte[] sound) {
    if (!corrupt.contains(digest) || sound.length == 0) {
      return sound;
    }
    var wrong = sound.clone();
    wrong[wrong.length / 2] ^= 0x55;
    return wrong;
  }

  void pause() throws InterruptedException {
    if (delayMillis > 0) {
      Thread.sleep(delayMillis);
    }
  }

  private static boolean take(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
