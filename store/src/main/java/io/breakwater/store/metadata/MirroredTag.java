package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;

/// What a tag names in the upstream of a mirror.
///
/// @param checked when upstream last said so
public record MirroredTag(Digest manifest, Instant checked) {}
