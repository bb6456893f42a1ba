package io.breakwater.secrets;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Base64 (RFC 4648, section 4) inside of a text.
final class Base64Text {
  private Base64Text() {}

  /// What a range says, without a last character that stands for no byte; null where it is none.
  static @Nullable Text decode(Text text, int from, int to) {
    int length = (to - from) % 4 == 1 ? to - from - 1 : to - from;
    if (length < 4) {
      return null;
    }
    try {
      var bytes = Base64.getDecoder().decode(Arrays.copyOfRange(text.bytes, from, from + length));
      return new Text(bytes, bytes.length);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
