package io.breakwater.image.tar;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a name into text, and text into a path below the root.
///
/// UTF-8; a byte that is not part of a valid sequence becomes the code unit 0xDC00 plus its
/// value (U+DC80 to U+DCFF), so that distinct names stay distinct.
public final class EntryNames {
  private EntryNames() {}

  /// The text of `bytes[from, to)`.
  public static String text(byte[] bytes, int from, int to) {
    for (var i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return decode(bytes, from, to);
      }
    }
    return ascii(bytes, from, to);
  }

  @SuppressWarnings(
      "deprecation") // The one constructor that makes a Latin-1 string without a scan.
  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, 0, from, to - from);
  }

  private static String decode(byte[] bytes, int from, int to) {
    var text = new StringBuilder(to - from);
    var i = from;
    while (i < to) {
      var length = sequence(bytes, i, to);
      switch (length) {
        case 1 -> text.append((char) bytes[i]);
        case 2 -> text.append((char) (((bytes[i] & 0x1f) << 6) | (bytes[i + 1] & 0x3f)));
        case 3 ->
            text.append(
                (char)
                    (((bytes[i] & 0x0f) << 12)
                        | ((bytes[i + 1] & 0x3f) << 6)
                        | (bytes[i + 2] & 0x3f)));
        case 4 ->
            text.appendCodePoint(
                ((bytes[i] & 0x07) << 18)
                    | ((bytes[i + 1] & 0x3f) << 12)
                    | ((bytes[i + 2] & 0x3f) << 6)
                    | (bytes[i + 3] & 0x3f));
        default -> text.append((char) (0xdc00 + (bytes[i] & 0xff)));
      }
      i += Math.max(length, 1);
    }
    return text.toString();
  }

  /// Length of the well-formed sequence at `i` (Unicode 16, table 3-7), 0 when there is none.
  private static int sequence(byte[] bytes, int i, int to) {
    var lead = bytes[i] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    var length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    var second = bytes[i + 1] & 0xff;
    var low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    var high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (var k = 2; k < length; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// The path below the root: no leading or trailing `/`, no `.`, `..` or empty part. Null when
  /// a `..` would leave the root.
  public static @Nullable String path(String name) {
    var from = 0;
    var to = name.length();
    while (from < to && leading(name, from, to)) {
      from++;
    }
    while (to > from && name.charAt(to - 1) == '/') {
      to--;
    }
    return plain(name, from, to) ? name.substring(from, to) : resolve(name.substring(from, to));
  }

  /// A `/`, or a `.` that is a part of its own.
  private static boolean leading(String name, int at, int to) {
    var c = name.charAt(at);
    return c == '/' || (c == '.' && (at + 1 == to || name.charAt(at + 1) == '/'));
  }

  private static boolean plain(String name, int from, int to) {
    if (from < to && name.charAt(from) == '.' && name.startsWith("..", from)) {
      return false;
    }
    for (var i = name.indexOf('/', from); i >= 0 && i + 1 < to; i = name.indexOf('/', i + 1)) {
      var c = name.charAt(i + 1);
      if (c == '/' || c == '.') {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String resolve(String name) {
    var parts = new ArrayDeque<String>();
    var from = 0;
    while (from <= name.length()) {
      var slash = name.indexOf('/', from);
      var to = slash < 0 ? name.length() : slash;
      var part = name.substring(from, to);
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return null;
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
      from = to + 1;
    }
    return String.join("/", parts);
  }
}
