package io.breakwater.testkit.images;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One tar header block written field by field (POSIX.1-1988 "ustar", and GNU tar's manual,
/// "Basic Tar Format"), for what commons-compress refuses to write.
final class RawHeader {
  static final int BLOCK = 512;

  private final byte[] block = new byte[BLOCK];

  RawHeader(byte[] name, char type, long size, int mode) {
    put(0, Arrays.copyOf(name, Math.min(name.length, 100)));
    octal(100, 8, mode);
    octal(108, 8, 0);
    octal(116, 8, 0);
    number(124, 12, size);
    octal(136, 12, 0);
    block[156] = (byte) type;
    put(257, "ustar\0".getBytes(StandardCharsets.US_ASCII));
    put(263, "00".getBytes(StandardCharsets.US_ASCII));
  }

  /// GNU's magic instead of POSIX's.
  RawHeader gnu() {
    put(257, "ustar  \0".getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  RawHeader link(byte[] target) {
    put(157, Arrays.copyOf(target, Math.min(target.length, 100)));
    return this;
  }

  RawHeader put(int offset, byte[] value) {
    System.arraycopy(value, 0, block, offset, value.length);
    return this;
  }

  /// Octal where it fits, else GNU's base 256.
  RawHeader number(int offset, int width, long value) {
    if (value < 1L << (3 * (width - 1))) {
      return octal(offset, width, value);
    }
    block[offset] = (byte) 0x80;
    for (var i = 1; i < width; i++) {
      var shift = 8 * (width - 1 - i);
      block[offset + i] = (byte) (shift > 63 ? 0 : value >>> shift);
    }
    return this;
  }

  RawHeader set(int offset, int value) {
    block[offset] = (byte) value;
    return this;
  }

  /// The block as it stands, for blocks that are no headers and so have no checksum.
  byte[] plain() {
    return block.clone();
  }

  byte[] bytes() {
    Arrays.fill(block, 148, 156, (byte) ' ');
    var sum = 0;
    for (var b : block) {
      sum += b & 0xff;
    }
    octal(148, 7, sum);
    block[155] = ' ';
    return block.clone();
  }

  private RawHeader octal(int offset, int width, long value) {
    var digits = Long.toOctalString(value);
    var text = "0".repeat(Math.max(0, width - 1 - digits.length())) + digits;
    put(offset, text.getBytes(StandardCharsets.US_ASCII));
    block[offset + width - 1] = 0;
    return this;
  }
}
