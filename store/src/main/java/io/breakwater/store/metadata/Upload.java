package io.breakwater.store.metadata;

import java.time.Instant;

/// An upload that goes on.
///
/// @param id also the name under which its content is staged
/// @param repository the id of the repository that it is for
/// @param owner who began it
/// @param acknowledged bytes that the client was told to be kept
public record Upload(
    String id,
    long repository,
    String owner,
    long acknowledged,
    Instant started,
    Instant updated) {}
