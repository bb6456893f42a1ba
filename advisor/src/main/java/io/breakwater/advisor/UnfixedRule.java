package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import java.time.Duration;
import java.time.Instant;

/// Which vulnerabilities without a fix that the image can install count.
///
/// @param least from this severity up; one that nobody has stated counts, since it may be any
/// @param olderThan only those published longer ago than this; one whose day of publication
///     nobody has stated counts, since it may be any
public record UnfixedRule(Severity least, Duration olderThan) {
  /// Every one.
  public static final UnfixedRule ALL = new UnfixedRule(Severity.UNKNOWN, Duration.ZERO);

  public UnfixedRule {
    if (olderThan.isNegative()) {
      throw new IllegalArgumentException("an age is not negative");
    }
  }

  boolean counts(Advisory row, Instant now) {
    var severity = Severity.of(row.severity());
    var published = row.published();
    return (severity == Severity.UNKNOWN || severity.compareTo(least) >= 0)
        && (published == null || published.plus(olderThan).compareTo(now) <= 0);
  }
}
