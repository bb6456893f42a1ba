package io.breakwater.store.metadata;

import io.breakwater.image.Digest;

/// A manifest of a mirror whose blobs are not all here.
///
/// @param repository its name in full
/// @param tries how often the rest was asked for in vain
/// @param content its bytes, of the digest
@SuppressWarnings("ArrayRecordComponent") // on the way to a socket, never compared
public record MirroredManifest(
    String repository, Digest digest, String mediaType, int tries, byte[] content) {}
