package io.breakwater.cli.cr.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and sizes as the original's plug-in prints them.
public final class Words {
  /// What stands where nothing is known.
  public static final String NONE = "-";

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  /// `Wed Sep 16 14:18:40 UTC 2026`, as Go's `UnixDate`: days of one digit have a blank before.
  private static final DateTimeFormatter UNIX_DATE =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss 'UTC' yyyy", Locale.ROOT);

  private Words() {}

  /// A moment in UTC.
  public static String date(Instant moment) {
    return UNIX_DATE.format(moment.atOffset(ZoneOffset.UTC));
  }

  /// How long ago, in the words of Docker's `units.HumanDuration`; [#NONE] for 1970 and before,
  /// which stands for a time that nobody stated.
  public static String ago(Instant moment, Instant now) {
    if (moment.getEpochSecond() <= 0) {
      return NONE;
    }
    var since = Duration.between(moment, now);
    return (since.isNegative() ? "Less than a second" : duration(since)) + " ago";
  }

  private static String duration(Duration since) {
    var seconds = since.toSeconds();
    var minutes = since.toMinutes();
    // Rounded, as Docker does it.
    var hours = (long) (since.toMillis() / 3_600_000.0 + 0.5);
    if (seconds < 1) {
      return "Less than a second";
    } else if (seconds < 2) {
      return "1 second";
    } else if (seconds < 60) {
      return seconds + " seconds";
    } else if (minutes < 2) {
      return "About a minute";
    } else if (minutes < 60) {
      return minutes + " minutes";
    } else if (hours < 2) {
      return "About an hour";
    } else if (hours < 48) {
      return hours + " hours";
    } else if (hours < 24 * 14) {
      return hours / 24 + " days";
    } else if (hours < 24 * 60) {
      return hours / 24 / 7 + " weeks";
    } else if (hours < 24 * 365 * 2) {
      return hours / 24 / 30 + " months";
    }
    return hours / 24 / 365 + " years";
  }

  /// A size in powers of 1000: `433 B`, `1.8 MB`, `365 MB`.
  public static String size(long bytes) {
    if (bytes < 0) {
      return NONE;
    }
    var unit = 0;
    var size = (double) bytes;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    // 9.96 becomes 10, not 10.0.
    var rounded = Math.floor(size * 10 + 0.5) / 10;
    return unit == 0 || rounded >= 10
        ? String.format(Locale.ROOT, "%.0f %s", rounded, UNITS[unit])
        : String.format(Locale.ROOT, "%.1f %s", rounded, UNITS[unit]);
  }

  /// `1 image`, `2 images`.
  public static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
