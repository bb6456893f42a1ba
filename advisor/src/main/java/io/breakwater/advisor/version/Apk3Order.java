package io.breakwater.advisor.version;

/// The order of apk-tools 3.
///
/// As in [ApkOrder], except that a `~commit` in hexadecimal digits may stand before the revision
/// and compares as text, that a number behind a dot compares as text when it or its counterpart
/// starts with a zero, and that every number needs a digit.
final class Apk3Order {
  private static final int FIRST_NUMBER = 0;
  private static final int NUMBER = 1;
  private static final int LETTER = 2;
  private static final int SUFFIX = 3;
  private static final int SUFFIX_NUMBER = 4;
  private static final int COMMIT = 5;
  private static final int REVISION = 6;
  private static final int END = 7;
  private static final int INVALID = 8;

  private static final String[] SUFFIXES = {
    "alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"
  };
  private static final int RELEASE = 4;

  private Apk3Order() {}

  /// The sign times two, plus [ApkOrder#UNDECIDED] where a malformed part decided.
  static int compare(String left, String right) {
    var a = new Cursor(left);
    var b = new Cursor(right);
    while (a.part == b.part && a.part < END) {
      var sign = a.compareTo(b);
      if (sign != 0) {
        return 2 * sign;
      }
      a.next();
      b.next();
    }
    if (a.part == b.part) {
      return a.part == INVALID && !left.equals(right) ? ApkOrder.UNDECIDED : 0;
    }
    var flag = a.part == INVALID || b.part == INVALID ? ApkOrder.UNDECIDED : 0;
    if (a.part == SUFFIX && a.number < RELEASE) {
      return -2 | flag;
    }
    if (b.part == SUFFIX && b.number < RELEASE) {
      return 2 | flag;
    }
    return 2 * Integer.compare(b.part, a.part) | flag;
  }

  static boolean valid(String version) {
    var cursor = new Cursor(version);
    while (cursor.part < END) {
      cursor.next();
    }
    return cursor.part == END;
  }

  /// The part of a version from `from` to `at`, and its value.
  private static final class Cursor {
    private final String text;
    private int from;
    private int at;
    private int part = FIRST_NUMBER;
    private long number;

    Cursor(String text) {
      this.text = text;
      digits(FIRST_NUMBER);
    }

    int compareTo(Cursor other) {
      var asText =
          part == COMMIT
              || (part == NUMBER
                  && (text.charAt(from) == '0' || other.text.charAt(other.from) == '0'));
      return asText ? compareText(other) : Long.compare(number, other.number);
    }

    private int compareText(Cursor other) {
      var length = at - from;
      var otherLength = other.at - other.from;
      for (var i = 0; i < Math.min(length, otherLength); i++) {
        var difference = text.charAt(from + i) - other.text.charAt(other.from + i);
        if (difference != 0) {
          return Integer.signum(difference);
        }
      }
      return Integer.compare(length, otherLength);
    }

    void next() {
      if (at >= text.length()) {
        part = END;
        return;
      }
      var c = text.charAt(at);
      if (c >= 'a' && c <= 'z') {
        letter(c);
      } else if (c == '.') {
        at++;
        digits(part <= NUMBER ? NUMBER : INVALID);
      } else if (digit(c)) {
        digits(part <= NUMBER ? NUMBER : part == SUFFIX ? SUFFIX_NUMBER : INVALID);
      } else if (c == '_' && part <= SUFFIX_NUMBER) {
        suffix();
      } else if (c == '~' && part < COMMIT) {
        commit();
      } else if (c == '-' && part < REVISION && text.startsWith("-r", at)) {
        at += 2;
        digits(REVISION);
      } else {
        part = INVALID;
      }
    }

    private void letter(char c) {
      part = part <= NUMBER ? LETTER : INVALID;
      number = c;
      at++;
    }

    private void digits(int kind) {
      part = kind;
      from = at;
      number = 0;
      while (at < text.length() && digit(text.charAt(at))) {
        number = number > (Long.MAX_VALUE >> 4) ? number : number * 10 + (text.charAt(at) - '0');
        at++;
      }
      if (at == from) {
        part = INVALID;
      }
    }

    private void suffix() {
      from = ++at;
      while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
        at++;
      }
      part = INVALID;
      for (var i = 0; i < SUFFIXES.length; i++) {
        var length = SUFFIXES[i].length();
        if (length > 0 && length == at - from && text.startsWith(SUFFIXES[i], from)) {
          number = i;
          part = SUFFIX;
        }
      }
    }

    private void commit() {
      from = ++at;
      while (at < text.length() && hexadecimal(text.charAt(at))) {
        at++;
      }
      part = at == from ? INVALID : COMMIT;
    }

    private static boolean digit(char c) {
      return c >= '0' && c <= '9';
    }

    private static boolean hexadecimal(char c) {
      return digit(c) || (c >= 'a' && c <= 'f');
    }
  }
}
