package io.breakwater.registry.images.details;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A signature, bill of materials or the like.
///
/// @param size bytes of its manifest
/// @param created by its annotation `org.opencontainers.image.created`
/// @param pushed to this repository, last
/// @param annotations the first of them that have 16 KiB together and are at most 100
public record ReferrerDetails(
    Digest digest,
    Optional<String> artifactType,
    long size,
    Optional<Instant> created,
    Instant pushed,
    Map<String, String> annotations) {
  public ReferrerDetails {
    annotations = Map.copyOf(annotations);
  }
}
