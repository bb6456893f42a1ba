package io.breakwater.registry.images.details;

import io.breakwater.image.Digest;
import io.breakwater.inventory.BaseImage;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One manifest of a repository, in depth.
///
/// @param tags that name this digest, by name
/// @param size bytes of configuration and layers as they are stored; of an index those of its
///     platforms together
/// @param created when the image, or the newest platform, was built; empty where it does not say
/// @param pushed to this repository, last
/// @param pushedBy who pushed it, as the store knows them
/// @param platforms one of an image, those of an index, none of an artifact; at most
///     [ImageDetailReader#PLATFORMS]
/// @param platformsInAll how many there are
/// @param base what it says that it was built on
/// @param referrers the first [ImageDetailReader#REFERRERS], in the order in which they came
/// @param referrersInAll how many there are, counted up to [ImageDetailReader#COUNTED]
public record ImageDetails(
    RepositoryName repository,
    Digest digest,
    Kind kind,
    String mediaType,
    List<TagName> tags,
    long size,
    Optional<Instant> created,
    Instant pushed,
    String pushedBy,
    List<PlatformDetails> platforms,
    int platformsInAll,
    Optional<BaseImage> base,
    List<ReferrerDetails> referrers,
    int referrersInAll) {
  public ImageDetails {
    tags = List.copyOf(tags);
    platforms = List.copyOf(platforms);
    referrers = List.copyOf(referrers);
  }

  /// What a manifest is.
  public enum Kind {
    IMAGE,
    INDEX,
    /// Signatures, bills of materials, charts and so on.
    ARTIFACT
  }
}
