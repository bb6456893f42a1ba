package io.breakwater.testkit.registry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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
  private volatile boolean plain;
  private volatile String rateLimit = "";
  private volatile int holdAfter;
  private volatile CountDownLatch held = new CountDownLatch(0);

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

  void plain(boolean withoutWords) {
    plain = withoutWords;
  }

  boolean plain() {
    return plain;
  }

  void rateLimit(String limit) {
    rateLimit = limit;
  }

  String rateLimit() {
    return rateLimit;
  }

  void hold(int afterBytes) {
    holdAfter = afterBytes;
    held = new CountDownLatch(1);
  }

  void release() {
    held.countDown();
  }

  /// Where an answer of so many bytes stops until it is released; all of it where none does.
  int holding(int length) {
    return held.getCount() > 0 ? Math.min(holdAfter, length) : length;
  }

  void awaitRelease() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
