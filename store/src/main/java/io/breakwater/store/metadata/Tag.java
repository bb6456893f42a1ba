package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;

/// A tag of a repository.
///
/// @param manifest what it names
/// @param updated when it was set, last
public record Tag(String name, Digest manifest, Instant updated) {}
