package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.TagName;
import java.util.List;

/// An image that went into the trash.
///
/// @param tags that named it
/// @param with the manifests that went with it, since it is an index that named them and nothing
///     else does
public record RemovedImage(Digest digest, List<TagName> tags, List<Digest> with) {
  public RemovedImage {
    tags = List.copyOf(tags);
    with = List.copyOf(with);
  }
}
