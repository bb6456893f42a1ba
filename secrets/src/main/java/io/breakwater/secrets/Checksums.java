package io.breakwater.secrets;

import java.util.zip.CRC32;

/// Checksums that vendors put into their tokens, so that no scanner takes a stand-in for one.
final class Checksums {
  private static final int DIGITS = 6;

  private Checksums() {}

  /// GitHub and npm: the last six characters are the CRC-32 (IEEE) of those before, without the
  /// prefix, in base 62 with digits, capital and small letters, filled with `0` ("Behind GitHub's
  /// new authentication token formats", 2021).
  static boolean base62(Text text, int from, int to) {
    if (to - from <= DIGITS) {
      return false;
    }
    var crc = new CRC32();
    crc.update(text.bytes, from, to - DIGITS - from);
    long rest = crc.getValue();
    for (int i = to - 1; i >= to - DIGITS; i--) {
      if (text.bytes[i] != digit((int) (rest % 62))) {
        return false;
      }
      rest /= 62;
    }
    return true;
  }

  private static int digit(int value) {
    return value < 10 ? '0' + value : value < 36 ? 'A' + value - 10 : 'a' + value - 36;
  }
}
