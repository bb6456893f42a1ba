package io.breakwater.rpmdb.blob;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Numbers in a file, at any alignment. Who asks has checked that they lie inside.
public final class Words {
  private static final ValueLayout.OfInt LITTLE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt BIG =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Words() {}

  public static int u8(MemorySegment file, long at) {
    return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  public static int u16(MemorySegment file, long at, boolean big) {
    int first = u8(file, at);
    int second = u8(file, at + 1);
    return big ? (first << 8) | second : (second << 8) | first;
  }

  public static int i32(MemorySegment file, long at, boolean big) {
    return big ? file.get(BIG, at) : file.get(LITTLE, at);
  }

  /// Unsigned.
  public static long u32(MemorySegment file, long at, boolean big) {
    return i32(file, at, big) & 0xffff_ffffL;
  }

  /// Whether the bytes from `from` (inclusive) to `to` (exclusive) are all zero.
  public static boolean zero(MemorySegment file, long from, long to) {
    long at = from;
    for (; at + 4 <= to; at += 4) {
      if (file.get(LITTLE, at) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (file.get(ValueLayout.JAVA_BYTE, at) != 0) {
        return false;
      }
    }
    return true;
  }
}
