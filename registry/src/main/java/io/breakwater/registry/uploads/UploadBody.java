package io.breakwater.registry.uploads;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// Bytes that a client sends.
///
/// @param bytes read once and not closed; ends early with an `IOException` where the connection
///     does
/// @param length of them, where the client says it
/// @param range which part of the blob they are; without one, what follows what is kept
public record UploadBody(InputStream bytes, OptionalLong length, Optional<ContentRange> range) {
  /// Bytes of a known length behind what is kept.
  public static UploadBody of(InputStream bytes, long length) {
    return new UploadBody(bytes, OptionalLong.of(length), Optional.empty());
  }

  /// As many bytes as come, behind what is kept.
  public static UploadBody streamed(InputStream bytes) {
    return new UploadBody(bytes, OptionalLong.empty(), Optional.empty());
  }

  /// Bytes for a place.
  public static UploadBody at(ContentRange range, InputStream bytes) {
    return new UploadBody(bytes, OptionalLong.empty(), Optional.of(range));
  }

  /// How many are to come.
  OptionalLong expected() {
    return range.isPresent() ? OptionalLong.of(range.get().length()) : length;
  }
}
