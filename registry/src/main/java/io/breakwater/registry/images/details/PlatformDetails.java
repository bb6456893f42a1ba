package io.breakwater.registry.images.details;

import io.breakwater.image.Digest;
import io.breakwater.inventory.BaseImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One platform's image.
///
/// @param platform such as `linux/amd64`; empty where nothing says
/// @param size bytes of configuration and layers as they are stored; 0 where the manifest is not
///     here
/// @param config empty where it is not here or cannot be read
/// @param steps oldest first: the configuration's history with the layers that it made. Where the
///     history does not go with the layers, first the layers and then the steps
/// @param stepsInAll how many there are; more than `steps` where these were cut
public record PlatformDetails(
    Optional<String> platform,
    Digest digest,
    long size,
    Optional<Instant> created,
    Optional<ConfigDetails> config,
    List<BuildStep> steps,
    int stepsInAll,
    Optional<BaseImage> base) {
  public PlatformDetails {
    steps = List.copyOf(steps);
  }

  /// A platform of which nothing but its name is here.
  static PlatformDetails absent(Optional<String> platform, Digest digest) {
    return new PlatformDetails(
        platform, digest, 0, Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty());
  }
}
