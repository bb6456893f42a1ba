package io.breakwater.registry.trash;

import io.breakwater.image.Digest;
import java.util.List;

/// A manifest that came back.
///
/// @param tags that it has again
/// @param taken tags that it had and that name something else by now, and go on to
/// @param with the manifests that came back with it, since it is an index that names them
public record RestoredImage(
    Digest digest, List<String> tags, List<String> taken, List<Digest> with) {
  public RestoredImage {
    tags = List.copyOf(tags);
    taken = List.copyOf(taken);
    with = List.copyOf(with);
  }
}
