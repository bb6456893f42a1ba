package io.breakwater.insights.advisories;

import io.breakwater.api.access.Caller;
import java.util.Map;
import java.util.Optional;

/// Counts images by their releases.
@FunctionalInterface
public interface ReleaseImages {
  /// Where nobody counts them.
  ReleaseImages UNKNOWN = caller -> Optional.empty();

  /// The tagged images of the namespaces that a caller may list, by the key of their release such
  /// as `debian:12`; empty where that is not known.
  Optional<Map<String, Integer>> of(Caller caller);
}
