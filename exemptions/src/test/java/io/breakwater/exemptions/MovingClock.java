package io.breakwater.exemptions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is moved; its nanoseconds go with it.
final class MovingClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-05-01T08:00:00Z");

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }
}
