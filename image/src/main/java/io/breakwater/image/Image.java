package io.breakwater.image;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One platform's image.
///
/// @param name as asked for, null for a root file system
/// @param manifestDigest empty where there is no manifest (docker-archive, directory)
/// @param platform from the configuration, empty for a root file system
/// @param config the image's configuration
/// @param layers lowest first
public record Image(
    @Nullable String name,
    Optional<Digest> manifestDigest,
    Optional<Platform> platform,
    ImageConfig config,
    List<Layer> layers) {
  public Image {
    layers = List.copyOf(layers);
  }
}
