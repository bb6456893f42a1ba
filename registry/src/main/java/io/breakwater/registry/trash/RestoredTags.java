package io.breakwater.registry.trash;

import java.util.List;

/// What became of the tags of a digest that was restored wherever it was.
///
/// @param restored the repositories' images that came back, such as `birds/robin@sha256:…`
/// @param successful tags that name it again, such as `birds/robin:1`
/// @param unsuccessful tags that it had and that name something else by now
public record RestoredTags(
    List<String> restored, List<String> successful, List<String> unsuccessful) {
  public RestoredTags {
    restored = List.copyOf(restored);
    successful = List.copyOf(successful);
    unsuccessful = List.copyOf(unsuccessful);
  }
}
