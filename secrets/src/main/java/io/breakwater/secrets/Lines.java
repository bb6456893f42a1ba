package io.breakwater.secrets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at a time.
final class Lines {
  static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;

  private Lines() {}

  /// Counts line feeds.
  static int count(byte[] bytes, int from, int to) {
    int lines = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long x = (long) WORDS.get(bytes, i) ^ (ONES * '\n');
      lines += Long.bitCount(~(((x & LOW) + LOW) | x | LOW));
    }
    for (; i < to; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /// Whether a byte is 0: such a content is no text.
  static boolean hasZero(byte[] bytes, int to) {
    int i = 0;
    for (; i + 8 <= to; i += 8) {
      long x = (long) WORDS.get(bytes, i);
      if (((x - ONES) & ~x & ~LOW) != 0) {
        return true;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
