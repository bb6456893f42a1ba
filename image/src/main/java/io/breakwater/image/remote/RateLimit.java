package io.breakwater.image.remote;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/// How many manifests a registry still gives, by its headers `ratelimit-limit` and
/// `ratelimit-remaining` (Docker Hub, "Pull usage and limits": `100;w=21600`).
///
/// @param limit requests in a window
/// @param remaining of them
/// @param windowSeconds 0 where it is not said
public record RateLimit(long limit, long remaining, long windowSeconds) {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,12})(?:;w=([0-9]{1,9}))?");

  /// What an answer says; empty where it says nothing, or nothing that can be read.
  static Optional<RateLimit> of(HttpHeaders headers) {
    var limit = SHAPE.matcher(headers.firstValue("ratelimit-limit").orElse(""));
    var remaining = SHAPE.matcher(headers.firstValue("ratelimit-remaining").orElse(""));
    if (!limit.matches() || !remaining.matches()) {
      return Optional.empty();
    }
    var window = limit.group(2) == null ? 0 : Long.parseLong(limit.group(2));
    return Optional.of(
        new RateLimit(Long.parseLong(limit.group(1)), Long.parseLong(remaining.group(1)), window));
  }
}
