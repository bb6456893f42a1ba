package io.breakwater.testkit.registry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as it came in.
///
/// @param target path and query
/// @param authorization the header's first word (`Basic`, `Bearer`), null without the header
/// @param range the header, null without
/// @param accept the header's values joined by commas, null without
/// @param status what was answered; 0 while it is not
/// @param storage true when it went to the port that blobs are redirected to
public record Request(
    String method,
    String target,
    @Nullable String authorization,
    @Nullable String range,
    @Nullable String accept,
    int status,
    boolean storage) {
  /// The offset of a `Range: bytes=N-` header.
  public Optional<Long> from() {
    if (range == null || !range.startsWith("bytes=")) {
      return Optional.empty();
    }
    var dash = range.indexOf('-');
    return Optional.of(Long.parseLong(range.substring("bytes=".length(), dash)));
  }

  @Override
  public String toString() {
    return method + " " + target + " " + status;
  }
}
