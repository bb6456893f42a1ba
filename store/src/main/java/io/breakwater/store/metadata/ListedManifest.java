package io.breakwater.store.metadata;

import java.util.List;
import java.util.Optional;

/// A manifest of a list of images.
///
/// @param tags by name
/// @param facts empty until somebody has put them
public record ListedManifest(
    Repository repository, StoredManifest manifest, List<String> tags, Optional<ImageFacts> facts) {
  public ListedManifest {
    tags = List.copyOf(tags);
  }

  /// Where the list goes on behind this.
  public ImagePlace place() {
    return new ImagePlace(repository.name(), manifest.id());
  }
}
