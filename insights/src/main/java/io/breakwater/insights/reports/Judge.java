package io.breakwater.insights.reports;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.store.StoreException;
import java.util.Optional;

/// Says all that is known of an image now (`ImageVerdicts`).
@FunctionalInterface
public interface Judge {
  /// All platforms of it.
  ///
  /// @param asked what the caller named it by: a tag may be exempt by itself
  /// @return empty for what is no image, or whose layers are still being read
  Optional<AssessedImage> assessment(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException;
}
