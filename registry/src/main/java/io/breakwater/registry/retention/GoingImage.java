package io.breakwater.registry.retention;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An image that goes by a policy, or went.
///
/// @param tags that name it, and go with it
/// @param created when it was built
public record GoingImage(Digest digest, List<TagName> tags, Optional<Instant> created) {
  public GoingImage {
    tags = List.copyOf(tags);
  }
}
