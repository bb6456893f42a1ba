package io.breakwater.server.failing;

import io.breakwater.store.StoreException;
import java.util.concurrent.atomic.AtomicLong;

/// Lets every tenth call fail: by turns before anything is done, and after it was done, so that
/// nobody knows. Safe for use by many threads.
public final class Failures {
  private static final int EVERY = 10;

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean armed;

  /// A call without an answer.
  interface Doing {
    void run() throws StoreException;
  }

  /// A call.
  interface Asking<T> {
    T run() throws StoreException;
  }

  /// From now on.
  public void arm(boolean whether) {
    armed = whether;
  }

  /// How many failed.
  public long failed() {
    return failed.get();
  }

  void run(Doing call) throws StoreException {
    var turn = turn();
    if (turn == Turn.BEFORE) {
      throw failure();
    }
    call.run();
    if (turn == Turn.AFTER) {
      throw failure();
    }
  }

  /// One whose answer has to be closed: it fails before, if it does.
  <T> T open(Asking<T> call) throws StoreException {
    if (turn() != Turn.NONE) {
      throw failure();
    }
    return call.run();
  }

  <T> T ask(Asking<T> call) throws StoreException {
    var turn = turn();
    if (turn == Turn.BEFORE) {
      throw failure();
    }
    var answer = call.run();
    if (turn == Turn.AFTER) {
      throw failure();
    }
    return answer;
  }

  private enum Turn {
    NONE,
    BEFORE,
    AFTER
  }

  private Turn turn() {
    var call = armed ? calls.incrementAndGet() : 1;
    if (call % EVERY != 0) {
      return Turn.NONE;
    }
    failed.incrementAndGet();
    return call / EVERY % 2 == 0 ? Turn.BEFORE : Turn.AFTER;
  }

  static StoreException failure() {
    return new StoreException(
        "storage-unavailable", "Every tenth call", "it fails", "Try again", null);
  }
}
