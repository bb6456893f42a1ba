package io.breakwater.registry.quotas;

/// What an account uses.
///
/// @param storageBytes by its namespaces together, now: the distinct blobs of each, once each, and
///     its manifests; the trash is not counted
/// @param trafficBytes bytes of blobs that were pulled from them in this calendar month (UTC)
public record AccountUsage(long storageBytes, long trafficBytes) {}
