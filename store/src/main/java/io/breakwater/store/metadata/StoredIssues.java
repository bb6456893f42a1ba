package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;

/// The issues of a tag's image that were last told of, to be compared with those of now.
///
/// @param manifest what the tag named then
/// @param status the verdict of then
/// @param issues in a form that is their reader's matter
@SuppressWarnings("ArrayRecordComponent") // read at once, never compared
public record StoredIssues(
    long repository, String tag, Digest manifest, String status, byte[] issues, Instant updated) {}
