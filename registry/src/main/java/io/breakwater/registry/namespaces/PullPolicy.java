package io.breakwater.registry.namespaces;

import java.time.Duration;

/// Which images of a namespace may be pulled.
public sealed interface PullPolicy {
  /// All of them.
  record All() implements PullPolicy {}

  /// Those whose verdict does not say that they fail.
  ///
  /// @param grace how long an image that was pulled before may be pulled after it began to fail,
  ///     so that what runs goes on; zero for not at all
  record ByVerdict(Duration grace) implements PullPolicy {
    public ByVerdict {
      if (grace.isNegative()) {
        throw new IllegalArgumentException("a grace period is not negative");
      }
    }
  }
}
