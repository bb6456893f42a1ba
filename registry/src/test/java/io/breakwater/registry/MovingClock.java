package io.breakwater.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is moved.
public final class MovingClock implements InstantSource {
  private final AtomicLong milliseconds;

  public MovingClock(Instant start) {
    milliseconds = new AtomicLong(start.toEpochMilli());
  }

  public void pass(Duration time) {
    milliseconds.addAndGet(time.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(milliseconds.get());
  }
}
