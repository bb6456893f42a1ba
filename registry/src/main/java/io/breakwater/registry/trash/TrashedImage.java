package io.breakwater.registry.trash;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.List;

/// A manifest in the trash.
///
/// @param repository that it was deleted from, its name in full
/// @param by who deleted it
/// @param expires from when on it may be gone for good
/// @param tags that it had, and gets back where they are free
public record TrashedImage(
    String repository,
    Digest digest,
    Instant trashed,
    String by,
    Instant expires,
    List<String> tags) {
  public TrashedImage {
    tags = List.copyOf(tags);
  }
}
