package io.breakwater.registry.images;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image or an index in a list, as [ImageDescriptions] describes it.
///
/// @param digest of its manifest
/// @param tags of the repository that name it, by name; may be none
/// @param created when it was built; empty where it does not say
/// @param size bytes: of an image those of its configuration and layers as they are stored, of an
///     index its own
/// @param labels at most 100 with 16 KiB together; none of an index
/// @param platforms such as `linux/amd64`: one of an image, where it says so, and any number of an
///     index
/// @param pushed to the repository, last
/// @param config the digest of its configuration, which container engines call the image's ID;
///     empty for an index
public record ListedImage(
    RepositoryName repository,
    Digest digest,
    ManifestKind kind,
    String mediaType,
    List<TagName> tags,
    Optional<Instant> created,
    long size,
    Map<String, String> labels,
    List<String> platforms,
    Instant pushed,
    Optional<Digest> config) {
  public ListedImage {
    tags = List.copyOf(tags);
    labels = Map.copyOf(labels);
    platforms = List.copyOf(platforms);
  }
}
