package io.breakwater.store.metadata;

import io.breakwater.image.Digest;

/// What a pull answers with.
///
/// @param id the store's own, of the content
@SuppressWarnings("ArrayRecordComponent") // on the way to a socket, never compared
public record ManifestContent(long id, Digest digest, String mediaType, byte[] content) {}
