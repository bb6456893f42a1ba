package io.breakwater.server.configuration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes and times as people write them.
final class Units {
  static final String SIZE = "a size such as 512KiB, 10GB or 1048576";
  static final String TIME = "a time such as 30s, 15m, 2h or 30d";

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?) ?([A-Za-z]*)");

  /// IEC 80000-13 and SI: KiB is 1,024 bytes, kB 1,000.
  private static final Map<String, Long> SIZES =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "tb",
          1_000_000_000_000L);

  private static final Map<String, Long> TIMES =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Units() {}

  /// Bytes.
  ///
  /// @throws IllegalArgumentException it is no size
  static long size(String text) {
    return amount(text, SIZES, SIZE);
  }

  /// A time; the unit has to be written.
  ///
  /// @throws IllegalArgumentException it is no time
  static Duration time(String text) {
    return Duration.ofMillis(amount(text, TIMES, TIME));
  }

  private static long amount(String text, Map<String, Long> units, String expected) {
    Matcher matcher = NUMBER.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(expected);
    }
    var unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new IllegalArgumentException(expected);
    }
    try {
      return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }
}
