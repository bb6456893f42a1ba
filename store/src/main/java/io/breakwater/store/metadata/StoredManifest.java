package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.Optional;

/// A manifest of a repository.
///
/// @param id the store's own, of the content: in the order in which contents were first pushed
/// @param mediaType that it was last pushed to this repository with
/// @param annotations a JSON object
/// @param pushed to this repository, last
public record StoredManifest(
    long id,
    Digest digest,
    String mediaType,
    Optional<String> artifactType,
    long size,
    Optional<Digest> subject,
    Optional<Digest> config,
    Optional<String> annotations,
    Instant pushed,
    String pushedBy) {}
