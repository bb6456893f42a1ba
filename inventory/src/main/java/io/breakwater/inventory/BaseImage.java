package io.breakwater.inventory;

import io.breakwater.image.ImageConfig;
import java.util.Map;
import java.util.Optional;

/// What an image says that it was built on: the labels or annotations
/// `org.opencontainers.image.base.name` and `.digest` (OCI image specification, `annotations.md`).
///
/// They say that there is a base image, but not how many layers it has. What is certain without
/// asking a registry is that it has at least one, the lowest; so this layer alone is called base,
/// and only where another lies above it: a single layer is the squashed whole. Calling more would
/// tell somebody to upgrade a base image for what their own step brought.
///
/// @param name as written; empty where only the digest is known
/// @param digest as written; empty where only the name is known
public record BaseImage(String name, String digest) {
  private static final String PREFIX = "org.opencontainers.image.base.";

  /// The base image that a configuration's labels name; `scratch` is none.
  public static Optional<BaseImage> of(ImageConfig config) {
    return of(config.labels());
  }

  /// That of labels, or of a manifest's annotations.
  public static Optional<BaseImage> of(Map<String, String> texts) {
    var name = texts.getOrDefault(PREFIX + "name", "");
    var digest = texts.getOrDefault(PREFIX + "digest", "");
    var none = name.isEmpty() ? digest.isEmpty() : name.equals("scratch");
    return none ? Optional.empty() : Optional.of(new BaseImage(name, digest));
  }

  /// Whether a layer is certainly of the base image, in an image that has one.
  ///
  /// @param layer its index, lowest is 0
  /// @param layers of the image
  public static boolean holds(int layer, int layers) {
    return layer == 0 && layers > 1;
  }
}
