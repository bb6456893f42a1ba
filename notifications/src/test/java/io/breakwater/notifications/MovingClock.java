package io.breakwater.notifications;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until somebody moves it.
public final class MovingClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-21T09:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }
}
