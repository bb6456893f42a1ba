package io.breakwater.server.background;

import java.time.Instant;
import java.util.Optional;

/// What has become of a job since the start.
///
/// @param runs that came to their end
/// @param done what the steps did, all together
/// @param failures runs that ended with an error
/// @param seconds that all runs took
/// @param last when a run came to its end
/// @param problem what the last run failed with; empty where it did not
public record JobState(
    String name,
    long runs,
    long done,
    long failures,
    double seconds,
    Optional<Instant> last,
    Optional<String> problem) {}
