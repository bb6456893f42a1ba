package io.breakwater.configuration.sudo;

import org.jspecify.annotations.Nullable;

/// What sudo's scanner makes of the text of a token (`toke_util.c`).
final class Texts {
  private Texts() {}

  /// A string in quotes.
  ///
  /// @param text null where nothing is between the quotes
  /// @param end behind the closing quote, or where reading stopped
  /// @param lines how many line ends it holds
  record Read(@Nullable String text, int end, int lines, boolean closed) {}

  /// A file as sudo reads it: each line ends with a newline, and behind a NUL.
  static String lines(String text) {
    var whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return whole.indexOf('\0') < 0 ? whole : whole.replaceAll("\0[^\n]*", "");
  }

  /// Takes the backslashes out; `\x41` is a character by its number.
  static String unquoted(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    var made = new StringBuilder(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        made.append(c);
      } else if (raw.charAt(i + 1) == 'x' && isHex(raw, i + 2) && isHex(raw, i + 3)) {
        made.append((char) Integer.parseInt(raw.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        made.append(raw.charAt(++i));
      }
    }
    return made.toString();
  }

  private static boolean isHex(String text, int at) {
    var c = Lengths.at(text, at);
    return Lengths.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /// A string, from behind its opening quote.
  static Read string(String text, int from) {
    var made = new StringBuilder();
    var any = false;
    var lines = 0;
    var at = from;
    while (at < text.length()) {
      var c = text.charAt(at);
      var continuation = Lengths.continuation(text, at);
      if (continuation > 0) {
        lines++;
        at += continuation;
        at += Lengths.blanks(text, at);
      } else if (c == '"') {
        return new Read(any ? made.toString() : null, at + 1, lines, true);
      } else if (c == '\n' || c == '\r') {
        break;
      } else {
        any = true;
        var quote = c == '\\' && Lengths.at(text, at + 1) == '"';
        made.append(quote ? '"' : c);
        at += quote ? 2 : 1;
      }
    }
    return new Read(null, at, lines, false);
  }

  /// The path of a command; `sudoedit` stays the same wherever it is.
  static String command(String raw) {
    if (raw.startsWith("^")) {
      return raw;
    }
    var made = new StringBuilder(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c == '\\' && i + 1 < raw.length() && ",:= \t#".indexOf(raw.charAt(i + 1)) >= 0) {
        c = raw.charAt(++i);
      }
      made.append(c);
    }
    var path = made.toString();
    return path.endsWith("/sudoedit") ? "sudoedit" : path;
  }

  /// Whether an IPv6 address, and its mask, have `::` once at most.
  static boolean isAddress(String text) {
    for (var part : text.split("/", -1)) {
      var first = part.indexOf("::");
      if (first >= 0 && part.indexOf("::", first + 1) >= 0) {
        return false;
      }
    }
    return true;
  }

  /// How far the digits of a checksum reach.
  static int digits(String text, int from) {
    var at = from;
    while (at < text.length() && isBase64(text.charAt(at))) {
      at++;
    }
    return at - from;
  }

  private static boolean isBase64(char c) {
    return Lengths.isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  /// Whether digits are as many as a checksum has, in base 16 or 64.
  static boolean isDigest(String name, String digits) {
    var bytes = Integer.parseInt(name.substring(3)) / 8;
    var hex = true;
    for (var i = 0; i < digits.length(); i++) {
      hex &= isHex(digits, i);
    }
    if (hex) {
      return digits.length() == bytes * 2;
    }
    return digits.length() == (digits.endsWith("=") ? 4 * ((bytes + 2) / 3) : (4 * bytes + 2) / 3);
  }
}
