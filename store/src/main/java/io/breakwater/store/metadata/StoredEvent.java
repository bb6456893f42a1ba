package io.breakwater.store.metadata;

import java.time.Instant;

/// Something that happened and that somebody may want to be told of.
///
/// @param id the store's own, in the order in which events were made known; 0 of one that is not
/// @param uid the same wherever it is told
/// @param subject what it happened to
/// @param namespace empty where it concerns the whole account
/// @param data a JSON object
public record StoredEvent(
    long id,
    String uid,
    Instant time,
    String account,
    String type,
    String subject,
    String namespace,
    String data) {}
