package io.breakwater.image.compression;

import io.breakwater.image.ImageException;

/// Bytes stored as they are.
final class PlainBytes implements Expander {
  private final StoredBytes in;

  PlainBytes(StoredBytes in) {
    this.in = in;
  }

  @Override
  public int expand(byte[] target, int offset, int length) throws ImageException {
    var waiting = in.limit - in.position;
    if (waiting == 0) {
      return in.readThrough(target, offset, length);
    }
    var count = Math.min(length, waiting);
    System.arraycopy(in.buffer, in.position, target, offset, count);
    in.position += count;
    return count;
  }

  @Override
  public String name() {
    return "no compression";
  }

  @Override
  public void close() {}
}
