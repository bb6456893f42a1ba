package io.breakwater.advisor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Days are told in UTC, so that a report reads the same everywhere.
final class Dates {
  private Dates() {}

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
