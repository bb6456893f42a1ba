package io.breakwater.insights.advisories;

import io.breakwater.advisories.database.DatabaseDelta.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Advisories that a server took over.
///
/// @param rows how many are others than before; empty where there was nothing to compare with:
///     the first advisories, or those that came while no server ran
/// @param feeds whose rows these are, by name
public record AdvisoryUpdate(
    Instant time, String version, Optional<Counts> rows, List<String> feeds) {
  public AdvisoryUpdate {
    feeds = List.copyOf(feeds);
  }
}
