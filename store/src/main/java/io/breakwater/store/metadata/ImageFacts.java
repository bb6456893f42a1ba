package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a list of images shows and the manifest's own record does not say; read from the manifest
/// and its configuration once.
///
/// @param version of how they were read: older ones are read again
/// @param created when the image was built; empty where it does not say
/// @param size of the image in bytes, as its reader counts
/// @param platform such as `linux/amd64`
/// @param parent what the image says it was built on
public record ImageFacts(
    Digest manifest,
    int version,
    Optional<Instant> created,
    long size,
    Map<String, String> labels,
    Optional<String> platform,
    Optional<Digest> config,
    Optional<String> parent) {
  public ImageFacts {
    labels = Map.copyOf(labels);
  }
}
