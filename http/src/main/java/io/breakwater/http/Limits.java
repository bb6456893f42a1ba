package io.breakwater.http;

import java.time.Duration;

/// What a client may ask of the server. Sizes are in bytes.
///
/// @param connections open at once; a further one is closed at once
/// @param requests running at once; a further one is answered with 503
/// @param headerBytes of request line and headers together; more is 431 or 414
/// @param headerCount of header lines; more is 431
/// @param uriBytes of path and query; more is 414
/// @param queryParameters more is 400
/// @param headerTime from the first byte of a request, or from the connection's beginning,
///     until its headers are there; then the connection is closed
/// @param idleTime between requests, and without any progress of an answer
/// @param stallTime in which nothing of a body may come
/// @param minimumRate bytes a second of a body, measured over the time that was spent waiting
///     for it; 0 asks for none
/// @param rateGrace waiting time in which the rate is not asked for
public record Limits(
    int connections,
    int requests,
    int headerBytes,
    int headerCount,
    int uriBytes,
    int queryParameters,
    Duration headerTime,
    Duration idleTime,
    Duration stallTime,
    int minimumRate,
    Duration rateGrace) {
  /// Room for tokens of some kilobytes and for container clients that push many layers at once.
  public static final Limits DEFAULT =
      new Limits(
          4_096,
          1_024,
          32 * 1024,
          100,
          8 * 1024,
          100,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          1_024,
          Duration.ofSeconds(10));

  public Limits {
    if (connections < 1
        || requests < 1
        || headerBytes < 256
        || headerCount < 1
        || uriBytes < 1
        || queryParameters < 0
        || minimumRate < 0
        || !positive(headerTime)
        || !positive(idleTime)
        || !positive(stallTime)
        || rateGrace.isNegative()) {
      throw new IllegalArgumentException("limits that nothing can pass");
    }
  }

  private static boolean positive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
