package io.breakwater.inventory.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Paths as the bytes that the image has, from and to the text of
/// [io.breakwater.image.LayerEntry], in which bytes that are not UTF-8 are U+DC80 to U+DCFF.
final class Paths {
  private Paths() {}

  static byte[] room(byte[] bytes, int length) {
    return length <= bytes.length
        ? bytes
        : Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
  }

  /// Writes part of a text to the beginning of `bytes`, which has room for three bytes a
  /// character, and gives the number of bytes.
  static int encode(String text, int from, int to, byte[] bytes) {
    int length = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | (c >> 6));
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[length++] = (byte) (0xf0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
      } else if (c >= 0xdc80 && c <= 0xdcff) {
        bytes[length++] = (byte) c;
      } else {
        bytes[length++] = (byte) (0xe0 | (c >> 12));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    return length;
  }

  static byte[] encode(String text) {
    var bytes = new byte[text.length() * 3];
    return Arrays.copyOf(bytes, encode(text, 0, text.length(), bytes));
  }

  /// The text for people; what is not UTF-8 becomes U+FFFD.
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  static int hash(byte[] bytes, int from, int to) {
    int hash = 0x811c9dc5;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }
}
