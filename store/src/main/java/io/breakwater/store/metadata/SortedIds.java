package io.breakwater.store.metadata;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Sorted, distinct, not negative ids as bytes: the first and then each difference to the one
/// before, seven bits a byte, least first, the eighth set where more follow. `3, 5, 300` is
/// `03 02 A7 02`.
final class SortedIds {
  private SortedIds() {}

  static byte[] encode(long[] ids) {
    var out = new ByteArrayOutputStream(ids.length * 2);
    var last = 0L;
    for (var i = 0; i < ids.length; i++) {
      var difference = ids[i] - last;
      if (difference < 0 || (difference == 0 && i > 0)) {
        throw new IllegalArgumentException("ids are not sorted");
      }
      last = ids[i];
      while (difference >= 0x80) {
        out.write((int) (difference & 0x7f) | 0x80);
        difference >>>= 7;
      }
      out.write((int) difference);
    }
    return out.toByteArray();
  }

  static long[] decode(byte[] bytes) {
    var ids = new long[bytes.length];
    var count = 0;
    var last = 0L;
    for (var at = 0; at < bytes.length; ) {
      var difference = 0L;
      var shift = 0;
      int next;
      do {
        if (at == bytes.length || shift > 56) {
          throw new IllegalStateException("damaged ids at byte " + at);
        }
        next = bytes[at++];
        difference |= (long) (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      last += difference;
      ids[count++] = last;
    }
    return Arrays.copyOf(ids, count);
  }

  /// Whether a sorted list has an id.
  static boolean contains(byte[] bytes, long id) {
    return Arrays.binarySearch(decode(bytes), id) >= 0;
  }
}
