package io.breakwater.advisor.version;

/// The order of apk-tools 2, as `apk version -t` answers it.
///
/// A version is `number{.number}{letter}{_suffix{number}}{-r number}`. Parts compare one after
/// the other; a number behind a dot that starts with zeros is older the more zeros it has, and
/// older than any without. Where one version ends, the longer one is newer, except that `_alpha`,
/// `_beta`, `_pre` and `_rc` come before the release; `_cvs`, `_svn`, `_git`, `_hg` and `_p` come
/// after. Numbers compare at any size (apk's own overflow at 2^31).
final class ApkOrder {
  /// Set in the result of [#compare] when a malformed part decided.
  static final int UNDECIDED = 1;

  private static final int INVALID = -1;
  private static final int NUMBER_AFTER_DOT = 0;
  private static final int NUMBER = 1;
  private static final int LETTER = 2;
  private static final int SUFFIX = 3;
  private static final int SUFFIX_NUMBER = 4;
  private static final int REVISION = 5;
  private static final int END = 6;

  private static final String[] BEFORE_RELEASE = {"alpha", "beta", "pre", "rc"};
  private static final String[] AFTER_RELEASE = {"cvs", "svn", "git", "hg", "p"};

  private ApkOrder() {}

  /// The sign times two, plus [#UNDECIDED] where a malformed part decided.
  static int compare(String left, String right) {
    var a = new Cursor(left);
    var b = new Cursor(right);
    var aValue = 0L;
    var bValue = 0L;
    while (a.part == b.part && a.part != END && a.part != INVALID && aValue == bValue) {
      aValue = a.take();
      bValue = b.take();
    }
    if (aValue != bValue) {
      var flag = a.fault || b.fault ? UNDECIDED : 0;
      return (aValue < bValue ? -2 : 2) | flag;
    }
    if (a.part == b.part) {
      var flag = a.part == INVALID || a.fault || b.fault ? UNDECIDED : 0;
      return left.equals(right) ? 0 : flag;
    }
    var invalid = a.part == INVALID || b.part == INVALID;
    var sign = tail(a, b);
    return 2 * sign | (invalid || a.fault || b.fault ? UNDECIDED : 0);
  }

  /// Everything so far is equal and the next parts are of different kinds.
  private static int tail(Cursor a, Cursor b) {
    var aPart = a.part;
    var bPart = b.part;
    if (aPart == SUFFIX && a.take() < 0) {
      return -1;
    }
    if (bPart == SUFFIX && b.take() < 0) {
      return 1;
    }
    return Integer.compare(bPart, aPart);
  }

  static boolean valid(String version) {
    var cursor = new Cursor(version);
    while (cursor.part != END && cursor.part != INVALID) {
      cursor.take();
    }
    return cursor.part == END && !cursor.fault;
  }

  /// A place in a version: the kind of part that starts there is known.
  private static final class Cursor {
    private final String text;
    private int at;
    private int part = NUMBER;
    private boolean fault;

    Cursor(String text) {
      this.text = text;
    }

    /// The value of the part at the cursor; moves to the next part.
    long take() {
      if (at >= text.length()) {
        fault = true;
        part = END;
        return 0;
      }
      if (part == NUMBER_AFTER_DOT && text.charAt(at) == '0') {
        return zeros();
      }
      var value =
          switch (part) {
            case NUMBER_AFTER_DOT -> requiredNumber();
            case NUMBER -> at == 0 ? requiredNumber() : number();
            case REVISION -> requiredNumber();
            case SUFFIX_NUMBER -> number();
            case LETTER -> text.charAt(at++);
            case SUFFIX -> suffix();
            default -> fail();
          };
      if (part != INVALID) {
        if (at >= text.length()) {
          part = END;
        } else {
          next();
        }
      }
      return value;
    }

    private long zeros() {
      var from = at;
      while (at < text.length() && text.charAt(at) == '0') {
        at++;
      }
      var value = (long) from - at;
      part = at >= text.length() ? END : NUMBER;
      // Before 2.14 apk took 1.0_rc1 for newer than 1.0; what follows is what it meant.
      if (part == NUMBER && !digit(text.charAt(at)) && text.charAt(at) != '.') {
        next();
      }
      return value;
    }

    /// Releases of apk-tools 2 differ on places without the number that belongs there, so none
    /// can be relied on.
    private long requiredNumber() {
      var from = at;
      var value = number();
      fault |= at == from;
      return value;
    }

    private long number() {
      var value = 0L;
      while (at < text.length() && digit(text.charAt(at))) {
        value = value > (Long.MAX_VALUE >> 4) ? value : value * 10 + (text.charAt(at) - '0');
        at++;
      }
      return value;
    }

    private long suffix() {
      for (var i = 0; i < BEFORE_RELEASE.length; i++) {
        if (text.startsWith(BEFORE_RELEASE[i], at)) {
          at += BEFORE_RELEASE[i].length();
          return (long) i - BEFORE_RELEASE.length;
        }
      }
      for (var i = 0; i < AFTER_RELEASE.length; i++) {
        if (text.startsWith(AFTER_RELEASE[i], at)) {
          at += AFTER_RELEASE[i].length();
          return i;
        }
      }
      return fail();
    }

    private long fail() {
      part = INVALID;
      fault = true;
      return -1;
    }

    private void next() {
      var c = text.charAt(at);
      if (part <= NUMBER && c >= 'a' && c <= 'z') {
        part = LETTER;
      } else if (part == LETTER && digit(c)) {
        part = NUMBER;
      } else if (part == SUFFIX && digit(c)) {
        part = SUFFIX_NUMBER;
      } else {
        separator(c);
      }
    }

    private void separator(char c) {
      var follows = INVALID;
      if (c == '.') {
        follows = NUMBER_AFTER_DOT;
      } else if (c == '_') {
        follows = SUFFIX;
      } else if (c == '-' && at + 1 < text.length() && text.charAt(at + 1) == 'r') {
        follows = REVISION;
        at++;
      }
      at++;
      var backwards = follows < part;
      var allowed =
          (follows == NUMBER_AFTER_DOT && part == NUMBER)
              || (follows == SUFFIX && part == SUFFIX_NUMBER);
      part = backwards && !allowed ? INVALID : follows;
    }

    private static boolean digit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
