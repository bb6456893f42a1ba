package io.breakwater.cli.cr.copying;

/// What a copy did.
///
/// @param manifests that were stored, indexes and referrers among them
/// @param referrers signatures, bills of materials and the like among them
/// @param copied blobs that were sent
/// @param bytes of those
/// @param mounted blobs that the registry took from another of its repositories
/// @param there blobs that the registry had
/// @param left layers that are kept elsewhere by their maker's will, and are not copied
public record CopyCounts(
    int manifests, int referrers, int copied, long bytes, int mounted, int there, int left) {}
