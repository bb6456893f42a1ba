package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.List;

/// A manifest in the trash.
///
/// @param repository that it was deleted from
/// @param id the store's own, of the content
/// @param tags that it had, and gets back
public record TrashedManifest(
    Repository repository,
    long id,
    Digest digest,
    Instant trashed,
    String trashedBy,
    List<String> tags) {
  public TrashedManifest {
    tags = List.copyOf(tags);
  }

  /// Where the trash goes on behind this.
  public TrashPlace place() {
    return new TrashPlace(repository.name(), trashed, id);
  }
}
