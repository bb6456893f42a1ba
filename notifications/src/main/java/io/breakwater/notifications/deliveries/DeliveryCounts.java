package io.breakwater.notifications.deliveries;

import java.util.concurrent.atomic.LongAdder;

/// What this server has told, for the metrics.
public final class DeliveryCounts {
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dead = new LongAdder();

  /// Notices that were taken.
  public long delivered() {
    return delivered.sum();
  }

  /// Attempts that failed.
  public long failed() {
    return failed.sum();
  }

  /// Notices that were given up.
  public long dead() {
    return dead.sum();
  }

  void taken() {
    delivered.increment();
  }

  void failure() {
    failed.increment();
  }

  void givenUp() {
    dead.increment();
  }
}
