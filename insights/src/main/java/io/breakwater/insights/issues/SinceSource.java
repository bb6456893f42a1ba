package io.breakwater.insights.issues;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/// Remembers since when images have issues.
@FunctionalInterface
public interface SinceSource {
  /// Remembers nothing.
  SinceSource UNKNOWN = (repository, manifest, issue) -> Optional.empty();

  /// When an issue was first told of an image; empty where nobody remembers.
  ///
  /// @param issue a CVE or the like, or the name of a configuration issue; not a notice
  Optional<Instant> since(RepositoryName repository, Digest manifest, String issue)
      throws StoreException;
}
