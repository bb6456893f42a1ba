package io.breakwater.secrets;

/// A stretch of a content in memory, as bytes: shapes of secrets are ASCII. Reading outside gives
/// 0, which is part of nothing.
final class Text {
  /// Letters, digits, `_`, `-`: of these most tokens are made, and runs of them are looked at.
  static final int WORD = 1;

  /// `~`, which only the client secrets of Microsoft Entra have.
  static final int TILDE = 2;

  static final int LETTER = 4;
  static final int DIGIT = 8;
  static final int HEX = 16;
  static final int UPPER = 32;
  static final int BASE64 = 64;

  private static final byte[] CLASSES = classes();

  byte[] bytes;
  int end;

  Text(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  private static byte[] classes() {
    var classes = new byte[256];
    for (int c = 'a'; c <= 'z'; c++) {
      classes[c] = WORD | LETTER | BASE64;
      classes[c - 32] = WORD | LETTER | BASE64 | UPPER;
    }
    for (int c = '0'; c <= '9'; c++) {
      classes[c] = WORD | DIGIT | HEX | BASE64;
    }
    for (int c = 'a'; c <= 'f'; c++) {
      classes[c] |= HEX;
    }
    classes['_'] = WORD;
    classes['-'] = WORD;
    classes['~'] = WORD | TILDE;
    classes['+'] = BASE64;
    classes['/'] = BASE64;
    return classes;
  }

  static int classOf(byte b) {
    return CLASSES[b & 0xff];
  }

  byte at(int i) {
    return i >= 0 && i < end ? bytes[i] : 0;
  }

  boolean is(int i, int classes) {
    return (classOf(at(i)) & classes) != 0;
  }

  /// First index from `from` and below `to` that is of none of these classes.
  int past(int from, int to, int classes) {
    int last = Math.min(to, end);
    int i = from;
    while (i < last && (classOf(bytes[i]) & classes) != 0) {
      i++;
    }
    return i;
  }

  /// Whether all of them are of one of these classes.
  boolean all(int from, int to, int classes) {
    return from <= to && to <= end && past(from, to, classes) == to;
  }

  boolean starts(int at, String ascii) {
    int length = ascii.length();
    if (at < 0 || at + length > end) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// @param lower in small letters
  boolean startsIgnoringCase(int at, String lower) {
    int length = lower.length();
    if (at < 0 || at + length > end) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(bytes[at + i]) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Where a word begins between `from` and `to`, or -1.
  ///
  /// @param lower in small letters
  int find(int from, int to, String lower) {
    int last = Math.min(to, end) - lower.length();
    for (int i = Math.max(0, from); i <= last; i++) {
      if (lower(bytes[i]) == lower.charAt(0) && startsIgnoringCase(i, lower)) {
        return i;
      }
    }
    return -1;
  }

  boolean has(int from, int to, String lower) {
    return find(from, to, lower) >= 0;
  }

  /// Where the line of `at` begins, at most `most` bytes before.
  int lineStart(int at, int most) {
    int first = Math.max(0, at - most);
    int i = at;
    while (i > first && bytes[i - 1] != '\n') {
      i--;
    }
    return i;
  }

  /// Where the line of `at` ends (at its line feed), at most `most` bytes after.
  int lineEnd(int at, int most) {
    int last = Math.min(end, at + most);
    int i = at;
    while (i < last && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
