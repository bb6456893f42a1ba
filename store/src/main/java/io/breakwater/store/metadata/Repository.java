package io.breakwater.store.metadata;

import java.time.Instant;

/// A repository, as it is in one transaction.
///
/// @param id the store's own
/// @param namespace the id of its namespace
/// @param name in full, such as `birds/robin`
public record Repository(long id, long namespace, String name, Instant created) {}
