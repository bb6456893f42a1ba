package io.breakwater.configuration.nginx;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Values as the slots of `ngx_conf_file.c`, `ngx_parse.c` read them.
final class Values {
  private Values() {}

  /// `ngx_atoi`: decimal digits only.
  static OptionalLong number(String text) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    var value = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return OptionalLong.empty();
      }
      value = value * 10 + digit;
    }
    return OptionalLong.of(value);
  }

  /// `ngx_parse_size`: bytes, or with `k` or `m`.
  static OptionalLong size(String text) {
    return scaled(text, false);
  }

  /// `ngx_parse_offset`: a size, or with `g`.
  static OptionalLong offset(String text) {
    return scaled(text, true);
  }

  private static OptionalLong scaled(String text, boolean giga) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    var shift =
        switch (text.charAt(text.length() - 1)) {
          case 'k', 'K' -> 10;
          case 'm', 'M' -> 20;
          case 'g', 'G' -> giga ? 30 : 0;
          default -> 0;
        };
    var value = number(shift == 0 ? text : text.substring(0, text.length() - 1));
    if (value.isPresent() && value.getAsLong() > Long.MAX_VALUE >> shift) {
      return OptionalLong.empty();
    }
    return value.isPresent() ? OptionalLong.of(value.getAsLong() << shift) : value;
  }

  /// `ngx_parse_time`: `1h 30m`, each unit at most once and from large to small, weeks the largest;
  /// a number alone is seconds.
  ///
  /// @return milliseconds
  static OptionalLong milliseconds(String text) {
    return time(text, true);
  }

  /// The same, from years to seconds.
  ///
  /// @return seconds
  static OptionalLong seconds(String text) {
    return time(text, false);
  }

  private static OptionalLong time(String text, boolean milliseconds) {
    var total = 0L;
    var step = milliseconds ? Unit.MONTH.rank : -1;
    var at = 0;
    var valid = false;
    while (at < text.length()) {
      var from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      valid |= at > from;
      var value = at > from ? number(text.substring(from, at)) : OptionalLong.of(0);
      var unit = at == text.length() ? Unit.REST : unit(text, at);
      if (value.isEmpty() || unit == null || !unit.follows(step, milliseconds)) {
        return OptionalLong.empty();
      }
      var scale = milliseconds ? unit.milliseconds : unit.milliseconds / 1000;
      if (value.getAsLong() > (Long.MAX_VALUE - total) / scale) {
        return OptionalLong.empty();
      }
      total += value.getAsLong() * scale;
      step = unit.rank;
      at += unit.word.length();
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
    return valid ? OptionalLong.of(total) : OptionalLong.empty();
  }

  private static @Nullable Unit unit(String text, int at) {
    if (text.startsWith("ms", at)) {
      return Unit.MILLISECOND;
    }
    for (var unit : Unit.values()) {
      if (!unit.word.isEmpty() && text.startsWith(unit.word, at)) {
        return unit;
      }
    }
    return null;
  }

  /// From large to small.
  private enum Unit {
    YEAR(0, "y", 365L * 24 * 3600 * 1000),
    MONTH(1, "M", 30L * 24 * 3600 * 1000),
    WEEK(2, "w", 7L * 24 * 3600 * 1000),
    DAY(3, "d", 24L * 3600 * 1000),
    HOUR(4, "h", 3600L * 1000),
    MINUTE(5, "m", 60L * 1000),
    SECOND(6, "s", 1000),
    MILLISECOND(7, "ms", 1),
    SPACE(8, " ", 1000),
    REST(9, "", 1000);

    private final int rank;
    private final String word;
    private final long milliseconds;

    Unit(int rank, String word, long milliseconds) {
      this.rank = rank;
      this.word = word;
      this.milliseconds = milliseconds;
    }

    /// Whether it may stand behind a unit of a rank.
    boolean follows(int step, boolean withMilliseconds) {
      return switch (this) {
        case REST -> true;
        case SPACE -> step < SECOND.rank;
        case MILLISECOND -> withMilliseconds && step < rank;
        default -> step < rank;
      };
    }
  }
}
