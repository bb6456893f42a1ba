package io.breakwater.insights.exemptions;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.util.Optional;

/// An image that an exemption may touch.
///
/// @param tag by which it is asked for; empty for a content without one
record Candidate(RepositoryName repository, Optional<TagName> tag, Digest digest) {
  Reference asked() {
    return tag.<Reference>map(Reference.ByTag::new).orElseGet(() -> new Reference.ByDigest(digest));
  }
}
