package io.breakwater.notifications.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When to try again: ten times within a day, with growing pauses, as Standard Webhooks 1.0
/// ("Retries") advises. Then it is given up.
final class RetryPlan {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(8));

  private RetryPlan() {}

  /// The pause behind an attempt that failed; empty behind the last one.
  ///
  /// @param failed how many attempts have failed, that one too
  /// @param asked what the receiver asks for, where it does
  /// @param random from 0 to 1: a tenth more or less, so that what failed together does not
  ///     come back together
  static Optional<Duration> pause(int failed, Optional<Duration> asked, double random) {
    if (failed > PAUSES.size()) {
      return Optional.empty();
    }
    var pause = PAUSES.get(failed - 1);
    var spread = Duration.ofMillis((long) (pause.toMillis() * (0.9 + 0.2 * random)));
    return Optional.of(asked.filter(longer -> longer.compareTo(spread) > 0).orElse(spread));
  }
}
