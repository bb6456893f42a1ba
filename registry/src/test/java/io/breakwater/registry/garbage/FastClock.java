package io.breakwater.registry.garbage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock on which a day passes in some seconds, and that can be set forward.
final class FastClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long nanos = System.nanoTime();
  private final AtomicLong passed = new AtomicLong();
  private final long times;

  FastClock(long times) {
    this.times = times;
  }

  void pass(Duration time) {
    passed.addAndGet(time.toMillis());
  }

  @Override
  public Instant instant() {
    var real = (System.nanoTime() - nanos) / 1_000;
    return start.plusMillis(real * times / 1_000 + passed.get());
  }
}
