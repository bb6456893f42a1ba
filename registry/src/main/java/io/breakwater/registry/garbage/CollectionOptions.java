package io.breakwater.registry.garbage;

import io.breakwater.registry.trash.RegistryTrash;
import java.time.Duration;

/// How garbage is collected.
///
/// @param trash how long deleted manifests can come back
/// @param grace how long content that nothing names is kept, since a push that goes on may name
///     it at its end: at least an hour
/// @param sweep how often all that is stored is looked through for what nobody knows of; object
///     stores remove the rest of deleted content then
/// @param step the most that one transaction removes, so that pushes do not wait for long
public record CollectionOptions(Duration trash, Duration grace, Duration sweep, int step) {
  public CollectionOptions {
    if (trash.isNegative() || grace.compareTo(Duration.ofHours(1)) < 0 || sweep.isNegative()) {
      throw new IllegalArgumentException("garbage is kept for at least an hour");
    }
    if (step < 1) {
      throw new IllegalArgumentException("a step of nothing");
    }
  }

  /// 30 days of trash, a day of grace, a sweep a day, 200 a step.
  public static CollectionOptions defaults() {
    return new CollectionOptions(RegistryTrash.KEPT, Duration.ofDays(1), Duration.ofDays(1), 200);
  }
}
