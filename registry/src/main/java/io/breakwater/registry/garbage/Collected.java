package io.breakwater.registry.garbage;

/// What a garbage collection removed.
///
/// @param manifests from the trash, for good
/// @param links of repositories to blobs that none of their manifests needs
/// @param blobs that nothing needs, with their content
/// @param orphans stored contents that the metadata do not know
/// @param uploads staged contents of uploads that there are none of
/// @param failed contents that could not be removed now; a later sweep removes them
/// @param through whether nothing is left to do for now; false where it was stopped, or another
///     server took over
public record Collected(
    long manifests,
    long links,
    long blobs,
    long orphans,
    long uploads,
    long failed,
    boolean through) {}
