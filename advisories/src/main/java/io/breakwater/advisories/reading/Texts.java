package io.breakwater.advisories.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Texts of feeds made fit to be kept and shown.
public final class Texts {
  /// The most characters of a summary.
  public static final int SUMMARY_LIMIT = 300;

  /// The most characters of an identifier, a package name or a version.
  public static final int NAME_LIMIT = 512;

  private Texts() {}

  /// One line of at most [#SUMMARY_LIMIT] characters: white space collapsed, control
  /// characters gone, cut at a word with `…` behind it.
  public static String summary(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var line = new StringBuilder(Math.min(text.length(), SUMMARY_LIMIT + 1));
    for (var i = 0; i < text.length() && line.length() <= SUMMARY_LIMIT; i++) {
      var c = text.charAt(i);
      if (c > ' ' && !isControl(c)) {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    if (line.length() <= SUMMARY_LIMIT) {
      return line.toString().stripTrailing();
    }
    var end = line.lastIndexOf(" ", SUMMARY_LIMIT - 1);
    if (end < SUMMARY_LIMIT - 40) {
      end = SUMMARY_LIMIT - 1;
      if (Character.isHighSurrogate(line.charAt(end - 1))) {
        end--;
      }
    }
    return line.substring(0, end) + "…";
  }

  /// Whether a text can stand for an identifier, a package or a version: not empty, not
  /// longer than [#NAME_LIMIT], no white space and no control characters.
  public static boolean isName(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > NAME_LIMIT) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c <= ' ' || isControl(c)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a text is a CVE identifier: `CVE-`, four digits, `-`, at least four digits.
  public static boolean isCve(String text) {
    if (text.length() < 13 || !text.startsWith("CVE-") || text.charAt(8) != '-') {
      return false;
    }
    return digits(text, 4, 8) && digits(text, 9, text.length());
  }

  /// A date and time as RFC 3339 has them, or a plain date; null when it is neither.
  public static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.length() < 10 || text.length() > 40 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static boolean digits(String text, int from, int to) {
    for (var i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isControl(char c) {
    return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || isBidi(c);
  }

  // Characters that turn the reading direction could make one identifier look like another.
  private static boolean isBidi(char c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
