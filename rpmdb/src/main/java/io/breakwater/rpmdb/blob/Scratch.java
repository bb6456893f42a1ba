package io.breakwater.rpmdb.blob;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One array for all blobs of a store, put together from pages. A blob is copied once, because
/// pages lie between its parts and because digests and strings are made from arrays.
public final class Scratch {
  private final int limit;
  private byte[] bytes = new byte[1 << 16];
  private int length;

  /// An empty one.
  ///
  /// @param limit length of the longest blob
  public Scratch(int limit) {
    this.limit = limit;
  }

  /// Starts a blob.
  ///
  /// @param offset of the blob in the store, for the message
  public void start(long total, long offset) throws Malformed {
    length = 0;
    if (total > limit) {
      throw Malformed.limit(offset, "header of " + total + " bytes, the limit is " + limit);
    }
    if (total > bytes.length) {
      bytes = new byte[(int) Math.min(limit, total + (total >> 2))];
    }
  }

  /// Appends; the caller has checked that it fits into the total and lies inside the source.
  public void append(MemorySegment source, long from, int count) {
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, bytes, length, count);
    length += count;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }
}
