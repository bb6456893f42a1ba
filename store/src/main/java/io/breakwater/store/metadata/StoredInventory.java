package io.breakwater.store.metadata;

import java.time.Instant;

/// An inventory, as its codec wrote it.
///
/// @param codec the version of the codec, which reads no other
@SuppressWarnings("ArrayRecordComponent") // handed to the codec, never compared
public record StoredInventory(int codec, Instant created, byte[] content) {}
