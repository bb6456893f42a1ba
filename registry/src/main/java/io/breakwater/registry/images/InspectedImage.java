package io.breakwater.registry.images;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an image says of itself.
///
/// @param digest of its manifest
/// @param index that it was named by, where it is a platform of one
/// @param tags that name the manifest or, where there is one, the index
/// @param config the digest of its configuration
/// @param size bytes of its configuration and layers, as they are stored
/// @param pushed to the repository, last
public record InspectedImage(
    RepositoryName repository,
    Digest digest,
    Optional<Digest> index,
    ManifestKind kind,
    List<TagName> tags,
    Digest config,
    long size,
    Instant pushed,
    ImageDocument document) {
  public InspectedImage {
    tags = List.copyOf(tags);
  }
}
