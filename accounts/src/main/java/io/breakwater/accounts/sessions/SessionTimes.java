package io.breakwater.accounts.sessions;

import java.time.Duration;

/// How long sessions last.
///
/// @param idle without a request: 2 minutes at least, since uses are noted once a minute
/// @param longest from the login on, whatever is asked for
public record SessionTimes(Duration idle, Duration longest) {
  private static final Duration LEAST = Duration.ofMinutes(2);

  /// Half an hour, and a working day with its evening.
  public static final SessionTimes STANDARD =
      new SessionTimes(Duration.ofMinutes(30), Duration.ofHours(12));

  public SessionTimes {
    if (idle.compareTo(LEAST) < 0 || longest.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("a session lasts two minutes at least");
    }
  }
}
