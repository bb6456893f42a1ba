package io.breakwater.image.compression;

import io.breakwater.image.ImageException;

/// A run of bytes seen through one reused buffer, read in place from `position()` to `limit()`.
///
/// Every window but the last is a multiple of 512 bytes and starts at a multiple of 512, so that
/// a tar header never lies across two windows.
public abstract class ByteWindow implements AutoCloseable {
  /// The buffer; its content changes with each [#fill()].
  protected final byte[] buffer;

  protected int position;
  protected int limit;

  /// Offset of `buffer[0]` in the uncompressed bytes.
  protected long base;

  protected ByteWindow(int size) {
    if (size % 512 != 0) {
      throw new IllegalArgumentException("a window holds whole blocks of 512 bytes: " + size);
    }
    buffer = new byte[size];
  }

  /// Moves the window on, when all of it was taken.
  ///
  /// @return false at the end of the bytes
  public abstract boolean fill() throws ImageException;

  /// Reads to the end and compares digests, where some are expected.
  public abstract void verify() throws ImageException;

  /// Takes `count` bytes without looking at them.
  ///
  /// @return how many there were
  public long skip(long count) throws ImageException {
    var left = count;
    while (left > 0) {
      if (position == limit && !fill()) {
        break;
      }
      var step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
    return count - left;
  }

  /// The bytes from [#position()] to [#limit()] are valid.
  public final byte[] buffer() {
    return buffer;
  }

  public final int position() {
    return position;
  }

  public final int limit() {
    return limit;
  }

  public final int available() {
    return limit - position;
  }

  /// Takes `count` bytes of the window.
  public final void advance(int count) {
    position += count;
  }

  /// Where the window's position lies in the uncompressed bytes.
  public final long offset() {
    return base + position;
  }

  @Override
  public abstract void close();
}
