package io.breakwater.store.metadata;

/// A place in the list of images, of which one may be gone since.
///
/// @param repository its name in full
/// @param manifest [StoredManifest#id]
public record ImagePlace(String repository, long manifest) {}
