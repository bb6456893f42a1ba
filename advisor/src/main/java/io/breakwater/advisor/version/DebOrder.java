package io.breakwater.advisor.version;

import org.jspecify.annotations.Nullable;

/// dpkg's order, as deb-version(7) describes it under "Sorting algorithm".
///
/// Epochs compare as numbers. Upstream version and revision (what follows the last hyphen; absent
/// is the same as `0`) compare part by part: first a run of non-digits, in which `~` sorts before
/// everything, even the end, letters sort before other characters; then a run of digits, as a
/// number of any length.
final class DebOrder {
  private static final int MAX_EPOCH = Integer.MAX_VALUE;

  private DebOrder() {}

  static int compare(String a, String b) {
    var aStart = skipBlanks(a);
    var bStart = skipBlanks(b);
    var aColon = a.indexOf(':', aStart);
    var bColon = b.indexOf(':', bStart);
    var epochs = Long.compare(epoch(a, aStart, aColon), epoch(b, bStart, bColon));
    if (epochs != 0) {
      return epochs;
    }
    return compareRest(a, aColon < 0 ? aStart : aColon + 1, b, bColon < 0 ? bStart : bColon + 1);
  }

  private static int compareRest(String a, int aFrom, String b, int bFrom) {
    var aEnd = endOf(a);
    var bEnd = endOf(b);
    var aHyphen = hyphen(a, aFrom, aEnd);
    var bHyphen = hyphen(b, bFrom, bEnd);
    var upstream =
        comparePart(a, aFrom, aHyphen < 0 ? aEnd : aHyphen, b, bFrom, bHyphen < 0 ? bEnd : bHyphen);
    if (upstream != 0) {
      return upstream;
    }
    return comparePart(
        a, aHyphen < 0 ? aEnd : aHyphen + 1, aEnd, b, bHyphen < 0 ? bEnd : bHyphen + 1, bEnd);
  }

  private static int comparePart(String a, int i, int aEnd, String b, int j, int bEnd) {
    while (i < aEnd || j < bEnd) {
      while ((i < aEnd && !digit(a.charAt(i))) || (j < bEnd && !digit(b.charAt(j)))) {
        var difference = weight(a, i, aEnd) - weight(b, j, bEnd);
        if (difference != 0) {
          return Integer.signum(difference);
        }
        i++;
        j++;
      }
      i = skipZeros(a, i, aEnd);
      j = skipZeros(b, j, bEnd);
      var first = 0;
      while (i < aEnd && j < bEnd && digit(a.charAt(i)) && digit(b.charAt(j))) {
        if (first == 0) {
          first = a.charAt(i) - b.charAt(j);
        }
        i++;
        j++;
      }
      if (i < aEnd && digit(a.charAt(i))) {
        return 1;
      }
      if (j < bEnd && digit(b.charAt(j))) {
        return -1;
      }
      if (first != 0) {
        return Integer.signum(first);
      }
    }
    return 0;
  }

  private static int weight(String text, int at, int end) {
    if (at >= end) {
      return 0;
    }
    var c = text.charAt(at);
    if (digit(c)) {
      return 0;
    }
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      return c;
    }
    return c == '~' ? -1 : c + 256;
  }

  private static int skipZeros(String text, int at, int end) {
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  /// The number before the colon; 0 without a colon or where it is no number.
  private static long epoch(String text, int from, int colon) {
    var value = 0L;
    for (var i = from; i < colon; i++) {
      var c = text.charAt(i);
      if (!digit(c)) {
        return 0;
      }
      value = Math.min(value * 10 + (c - '0'), 1L << 32);
    }
    return value;
  }

  /// Why dpkg refuses a version (its warnings do not count), null where it does not.
  static @Nullable String defect(String version) {
    var from = skipBlanks(version);
    var end = endOf(version);
    if (from >= end) {
      return "is empty";
    }
    for (var i = from; i < end; i++) {
      if (blank(version.charAt(i))) {
        return "has a blank inside";
      }
    }
    var colon = version.indexOf(':', from);
    if (colon >= 0) {
      var problem = epochDefect(version, from, colon);
      if (problem != null) {
        return problem;
      }
      from = colon + 1;
    }
    var hyphen = hyphen(version, from, end);
    if (hyphen == end - 1) {
      return "has an empty revision";
    }
    return from >= end || hyphen == from ? "has no number" : null;
  }

  private static @Nullable String epochDefect(String version, int from, int colon) {
    if (colon == from) {
      return "has an empty epoch";
    }
    for (var i = from; i < colon; i++) {
      if (!digit(version.charAt(i))) {
        return "has an epoch that is not a number";
      }
    }
    return epoch(version, from, colon) > MAX_EPOCH ? "has an epoch that is too big" : null;
  }

  private static int hyphen(String text, int from, int end) {
    var at = text.lastIndexOf('-', end - 1);
    return at < from ? -1 : at;
  }

  private static int skipBlanks(String text) {
    var at = 0;
    while (at < text.length() && blank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOf(String text) {
    var end = text.length();
    while (end > 0 && blank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
