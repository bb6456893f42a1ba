package io.breakwater.store.metadata;

import java.time.Instant;

/// A place in the trash, of which the manifest may be gone since.
///
/// @param repository its name in full
/// @param manifest [TrashedManifest#id]
public record TrashPlace(String repository, Instant trashed, long manifest) {}
