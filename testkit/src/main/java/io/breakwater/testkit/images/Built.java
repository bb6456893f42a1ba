package io.breakwater.testkit.images;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A manifest or an index with all that it refers to, ready to be written or served.
///
/// @param root the manifest or index
/// @param platform `os`, `architecture`, perhaps `variant`; null for an index
/// @param blobs all content behind the root, the root itself not among it; what is missing on
///     purpose is not there
/// @param manifests those of the blobs that are manifests or indexes
public record Built(
    Blob root, @Nullable Map<String, Object> platform, List<Blob> blobs, List<Blob> manifests) {
  public Built {
    blobs = List.copyOf(blobs);
    manifests = List.copyOf(manifests);
  }

  /// The root's digest.
  public String digest() {
    return root.digest();
  }
}
