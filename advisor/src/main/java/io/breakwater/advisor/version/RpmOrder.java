package io.breakwater.advisor.version;

/// rpm's order, rpm-version(7): `[epoch:]version[-release]`.
///
/// A missing epoch is 0. Version and release are cut into segments of digits or of letters,
/// anything else only separates; digits are newer than letters, longer is newer; `~` sorts before
/// the end, `^` after it but before any further segment. No release is older than any release, as
/// `rpm.vercmp` and `rpm.labelCompare` have it; dependencies, which ignore a missing release, have
/// no total order (`1-1`, `1`, `1-2`).
final class RpmOrder {
  private RpmOrder() {}

  static int compare(String a, String b) {
    var aColon = epochEnd(a);
    var bColon = epochEnd(b);
    var epochs = compareEpochs(a, aColon, b, bColon);
    if (epochs != 0) {
      return epochs;
    }
    var aHyphen = a.lastIndexOf('-');
    var bHyphen = b.lastIndexOf('-');
    aHyphen = aHyphen <= aColon ? -1 : aHyphen;
    bHyphen = bHyphen <= bColon ? -1 : bHyphen;
    var versions =
        segments(
            a,
            aColon + 1,
            aHyphen < 0 ? a.length() : aHyphen,
            b,
            bColon + 1,
            bHyphen < 0 ? b.length() : bHyphen);
    if (versions != 0) {
      return versions;
    }
    if (aHyphen < 0 || bHyphen < 0) {
      return Boolean.compare(aHyphen >= 0, bHyphen >= 0);
    }
    return segments(a, aHyphen + 1, a.length(), b, bHyphen + 1, b.length());
  }

  /// Position of the colon behind a leading number, -1 where there is none.
  private static int epochEnd(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == ':') {
        return i;
      }
      if (!digit(c)) {
        return -1;
      }
    }
    return -1;
  }

  private static int compareEpochs(String a, int aEnd, String b, int bEnd) {
    var i = skipZeros(a, 0, Math.max(aEnd, 0));
    var j = skipZeros(b, 0, Math.max(bEnd, 0));
    return compareDigits(a, i, Math.max(aEnd, 0), b, j, Math.max(bEnd, 0));
  }

  private static int segments(String a, int i, int aEnd, String b, int j, int bEnd) {
    while (i < aEnd || j < bEnd) {
      i = skipSeparators(a, i, aEnd);
      j = skipSeparators(b, j, bEnd);
      var aChar = i < aEnd ? a.charAt(i) : 0;
      var bChar = j < bEnd ? b.charAt(j) : 0;
      if (aChar == '~' || bChar == '~') {
        if (aChar != bChar) {
          return aChar == '~' ? -1 : 1;
        }
        i++;
        j++;
        continue;
      }
      if (aChar == '^' || bChar == '^') {
        if (aChar != bChar) {
          return caret(aChar, bChar);
        }
        i++;
        j++;
        continue;
      }
      if (aChar == 0 || bChar == 0) {
        break;
      }
      var numbers = digit(aChar);
      if (numbers != digit(bChar)) {
        return numbers ? 1 : -1;
      }
      var aStop = numbers ? digitsEnd(a, i, aEnd) : lettersEnd(a, i, aEnd);
      var bStop = numbers ? digitsEnd(b, j, bEnd) : lettersEnd(b, j, bEnd);
      var difference =
          numbers
              ? compareDigits(a, skipZeros(a, i, aStop), aStop, b, skipZeros(b, j, bStop), bStop)
              : compareText(a, i, aStop, b, j, bStop);
      if (difference != 0) {
        return difference;
      }
      i = aStop;
      j = bStop;
    }
    return Boolean.compare(i < aEnd, j < bEnd);
  }

  /// One side has a caret and the other has not: it is newer than the end and older than more.
  private static int caret(char a, char b) {
    if (a == 0) {
      return -1;
    }
    if (b == 0) {
      return 1;
    }
    return a == '^' ? -1 : 1;
  }

  private static int compareDigits(String a, int i, int aEnd, String b, int j, int bEnd) {
    return aEnd - i != bEnd - j
        ? Integer.signum((aEnd - i) - (bEnd - j))
        : compareText(a, i, aEnd, b, j, bEnd);
  }

  private static int compareText(String a, int i, int aEnd, String b, int j, int bEnd) {
    while (i < aEnd && j < bEnd) {
      var difference = a.charAt(i++) - b.charAt(j++);
      if (difference != 0) {
        return Integer.signum(difference);
      }
    }
    return Boolean.compare(i < aEnd, j < bEnd);
  }

  private static int skipSeparators(String text, int at, int end) {
    while (at < end && !alphanumeric(text.charAt(at)) && !mark(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int skipZeros(String text, int at, int end) {
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int digitsEnd(String text, int at, int end) {
    while (at < end && digit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int lettersEnd(String text, int at, int end) {
    while (at < end && letter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean mark(char c) {
    return c == '~' || c == '^';
  }

  private static boolean alphanumeric(char c) {
    return digit(c) || letter(c);
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
