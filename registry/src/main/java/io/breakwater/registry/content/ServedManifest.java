package io.breakwater.registry.content;

import io.breakwater.store.metadata.ManifestContent;
import java.util.Optional;

/// A manifest on its way out.
///
/// @param manifest id -1 where the store does not have it as one of its manifests yet
/// @param warning what the caller is to be told of it, a sentence of printable ASCII: that it is
///     what was known before upstream was lost
public record ServedManifest(ManifestContent manifest, Optional<String> warning) {
  /// The id of what is no manifest of the store's yet.
  public static final long NO_ID = -1;

  /// Whether all that it names is here, so that a verdict can be had.
  public boolean whole() {
    return manifest.id() != NO_ID;
  }
}
