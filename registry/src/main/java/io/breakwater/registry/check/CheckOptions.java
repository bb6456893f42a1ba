package io.breakwater.registry.check;

import java.time.Duration;

/// What is checked.
///
/// @param repair whether to repair what can be
/// @param bytes whether each content's bytes are read, or its size only
/// @param grace how old something is at least that nobody knows of, and that is no push that
///     goes on: a day or more where a server works meanwhile
/// @param threads that read
public record CheckOptions(boolean repair, boolean bytes, Duration grace, int threads) {
  public CheckOptions {
    if (grace.isNegative() || threads < 1) {
      throw new IllegalArgumentException("a check without threads");
    }
  }

  /// Everything is read by two threads, nothing repaired, a day of grace.
  public static CheckOptions defaults() {
    return new CheckOptions(false, true, Duration.ofDays(1), 2);
  }
}
