package io.breakwater.registry.images;

import java.util.List;

/// What BuildKit attaches to images: statements (in-toto), with the configuration of an image for
/// no platform (BuildKit, `attestation-storage.md`).
public final class Attestations {
  private static final String NO_PLATFORM = "unknown/unknown";
  private static final String STATEMENT = "application/vnd.in-toto+json";

  private Attestations() {}

  /// Whether a manifest is such a thing and no image.
  ///
  /// @param platform that its configuration states
  /// @param layers their media types
  public static boolean isOne(String platform, List<String> layers) {
    return platform.equals(NO_PLATFORM)
        && !layers.isEmpty()
        && layers.stream().allMatch(STATEMENT::equals);
  }
}
