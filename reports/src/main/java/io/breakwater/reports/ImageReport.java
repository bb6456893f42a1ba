package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.image.Digest;
import io.breakwater.image.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One image and what the advisor says of it.
///
/// @param image as asked for, null for a root file system or a bill of materials
/// @param digest of the manifest, where there is one
/// @param platform empty where there is no image
/// @param title what people read at the top
/// @param assessment what the advisor says
public record ImageReport(
    @Nullable String image,
    Optional<Digest> digest,
    Optional<Platform> platform,
    String title,
    Assessment assessment) {
  /// An image by its name, or else a root file system.
  public ImageReport(
      @Nullable String image,
      Optional<Digest> digest,
      Optional<Platform> platform,
      Assessment assessment) {
    this(image, digest, platform, image == null ? "root file system" : image, assessment);
  }
}
