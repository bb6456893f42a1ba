package io.breakwater.rpmdb.sqlite;

import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;

/// A number of 1 to 9 bytes, 7 bits each with the high bit as "more follows", 8 bits in the ninth
/// (section 1.6 of <https://sqlite.org/fileformat2.html>).
final class Varint {
  private int length;

  /// How many bytes the last one had.
  int length() {
    return length;
  }

  long read(byte[] bytes, int from, int end) throws Malformed {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (from + i >= end) {
        throw Malformed.at(from, "a number that ends too late");
      }
      int next = bytes[from + i] & 0xff;
      length = i + 1;
      if (i == 8) {
        return (value << 8) | next;
      }
      value = (value << 7) | (next & 0x7f);
      if (next < 0x80) {
        return value;
      }
    }
    return value;
  }

  long read(MemorySegment page, long from, long end) throws Malformed {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (from + i >= end) {
        throw Malformed.at(from, "a number that ends too late");
      }
      int next = Words.u8(page, from + i);
      length = i + 1;
      if (i == 8) {
        return (value << 8) | next;
      }
      value = (value << 7) | (next & 0x7f);
      if (next < 0x80) {
        return value;
      }
    }
    return value;
  }
}
