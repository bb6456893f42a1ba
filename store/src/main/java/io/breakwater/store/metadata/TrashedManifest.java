package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.List;

/// A manifest in the trash.
///
/// @param repository that it was deleted from
/// @param tags that it had, and gets back
public record TrashedManifest(
    Repository repository, Digest digest, Instant trashed, String trashedBy, List<String> tags) {
  public TrashedManifest {
    tags = List.copyOf(tags);
  }
}
