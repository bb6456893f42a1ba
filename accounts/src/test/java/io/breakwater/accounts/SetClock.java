package io.breakwater.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Stands until it is moved.
public final class SetClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }
}
