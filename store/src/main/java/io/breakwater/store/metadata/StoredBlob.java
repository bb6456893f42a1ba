package io.breakwater.store.metadata;

import io.breakwater.store.blobs.BlobKey;
import java.time.Instant;

/// A blob that the metadata know.
///
/// @param key the one copy that is kept
/// @param size bytes
public record StoredBlob(BlobKey key, long size, Instant created) {}
