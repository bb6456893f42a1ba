package io.breakwater.registry.images;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Times as configurations and annotations of images write them (RFC 3339; OCI image
/// specification, `config.md`, "created").
public final class ConfigTimes {
  private ConfigTimes() {}

  /// To the millisecond; empty for what is no time, and for the year 1, as Go writes none.
  public static Optional<Instant> parse(String text) {
    if (text.isEmpty() || text.length() > 64) {
      return Optional.empty();
    }
    try {
      var time = OffsetDateTime.parse(text);
      return time.getYear() <= 1 || time.getYear() > 9999
          ? Optional.empty()
          : Optional.of(time.toInstant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
