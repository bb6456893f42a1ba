package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.OptionalLong;

/// A namespace, as it is in one transaction.
///
/// @param id the store's own
/// @param account whose it is
/// @param quotaBytes the most that it may use; empty without a limit
/// @param usedBytes its distinct blobs, once each, and its manifests; the trash is not counted
public record Namespace(
    long id,
    String name,
    String account,
    Instant created,
    Instant updated,
    OptionalLong quotaBytes,
    long usedBytes) {}
