package io.breakwater.configuration.sudo;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How far the patterns of sudo's scanner (`toke.l`) reach from a place; 0 where they do not
/// match.
final class Lengths {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
  private static final String HEX = "[0-9A-Fa-f]{1,4}";
  private static final String IPV6 = "(?:" + HEX + ")?:(?:(?:" + HEX + ")?:){1,6}(?:" + HEX + ")?";
  private static final String IPV6_OF_4 = "(?:(?:" + HEX + ")?:){2,6}:" + IPV4;
  private static final Pattern[] NETWORKS = {
    Pattern.compile(IPV4 + "(?:/" + IPV4 + ")?"),
    Pattern.compile(IPV4 + "/(?:3[0-2]|[12]?[0-9])"),
    Pattern.compile(IPV6 + "(?:/" + IPV6 + ")?"),
    Pattern.compile(IPV6_OF_4 + "(?:/" + IPV6_OF_4 + ")?"),
    Pattern.compile(IPV6 + "/(?:12[0-8]|1[01][0-9]|[1-9][0-9]|[0-9])"),
    Pattern.compile(IPV6_OF_4 + "/(?:12[0-8]|1[01][0-9]|[1-9][0-9]|[0-9])")
  };
  private static final int LONGEST_NETWORK = 120;

  private Lengths() {}

  static char at(String text, int at) {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static int blanks(String text, int from) {
    var at = from;
    while (isBlank(at(text, at))) {
      at++;
    }
    return at - from;
  }

  /// `WORD`.
  static int word(String text, int from) {
    return run(text, from, "#>!=:,() \t\r\n\\\"", "\t\n", "");
  }

  /// `PATH`.
  static int path(String text, int from) {
    if (at(text, from) != '/') {
      return 0;
    }
    var rest = run(text, from + 1, ",:=\\ \t\r\n#", null, ",:= \t#");
    return rest == 0 ? 0 : rest + 1;
  }

  /// `ENVAR`: a value of a setting.
  static int value(String text, int from) {
    return at(text, from) == '!' ? 0 : run(text, from, "#=, \t\r\n\\\"", "\r\n", "");
  }

  /// Characters other than some, and those behind a `\`.
  ///
  /// @param ends characters that end the run
  /// @param notEscaped what `\` does not quote, null where only `escaped` counts
  /// @param escaped what `\` quotes
  private static int run(
      String text, int from, String ends, @Nullable String notEscaped, String escaped) {
    var at = from;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        var next = text.charAt(at + 1);
        if (notEscaped == null ? escaped.indexOf(next) < 0 : notEscaped.indexOf(next) >= 0) {
          break;
        }
        at += 2;
      } else if (ends.indexOf(c) < 0) {
        at++;
      } else {
        break;
      }
    }
    return at - from;
  }

  /// `ID`: `#` and a number.
  static int id(String text, int from) {
    if (at(text, from) != '#') {
      return 0;
    }
    var digits = from + (at(text, from + 1) == '-' ? 2 : 1);
    var at = digits;
    while (isDigit(at(text, at))) {
      at++;
    }
    return at == digits ? 0 : at - from;
  }

  /// `REGEX`: from `^` to the last `$` that may end it.
  static int regex(String text, int from) {
    if (at(text, from) != '^') {
      return 0;
    }
    for (var at = from + 1; at < text.length(); at++) {
      var c = text.charAt(at);
      var quoted = at > from + 1 && text.charAt(at - 1) == '\\';
      if (c == '\n' || c == '\r' || (c == '#' && !quoted)) {
        break;
      }
      if (c == '$' && !(quoted && closes(text, at + 1))) {
        return at + 1 - from;
      }
    }
    return 0;
  }

  /// Whether a regular expression goes on behind a quoted `$` up to another one.
  private static boolean closes(String text, int from) {
    for (var at = from; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c == '$') {
        return true;
      }
      if (c == '\n' || c == '\r' || (c == '#' && text.charAt(at - 1) != '\\')) {
        return false;
      }
    }
    return false;
  }

  /// `[[:upper:]][[:upper:][:digit:]_]*`.
  static int alias(String text, int from) {
    if (!isUpper(at(text, from))) {
      return 0;
    }
    var at = from;
    while (isUpper(at(text, at)) || isDigit(at(text, at)) || at(text, at) == '_') {
      at++;
    }
    return at - from;
  }

  /// An address or a network.
  static int network(String text, int from) {
    var first = at(text, from);
    if (Character.digit(first, 16) < 0 && first != ':') {
      return 0;
    }
    var longest = 0;
    for (var pattern : NETWORKS) {
      var matcher =
          pattern.matcher(text).region(from, Math.min(text.length(), from + LONGEST_NETWORK));
      if (matcher.lookingAt()) {
        longest = Math.max(longest, matcher.end() - from);
      }
    }
    return longest;
  }

  /// A newline, with or without a carriage return.
  static int newline(String text, int from) {
    if (at(text, from) == '\n') {
      return 1;
    }
    return at(text, from) == '\r' && at(text, from + 1) == '\n' ? 2 : 0;
  }

  /// A `\` at the end of a line.
  static int continuation(String text, int from) {
    if (at(text, from) != '\\') {
      return 0;
    }
    var blanks = 1 + blanks(text, from + 1);
    var newline = newline(text, from + blanks);
    return newline == 0 ? 0 : blanks + newline;
  }

  static int until(String text, int from, String ends) {
    var at = from;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at - from;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
