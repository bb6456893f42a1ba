package io.breakwater.image.compression;

/// Chooses the deflate decoder.
final class Inflaters {
  /// Below this many stored bytes binding to the native library costs more than it saves.
  static final long ISAL_FROM = 16L << 20;

  private Inflaters() {}

  /// @param storedBytes how much there is to decode, -1 when unknown
  static RawInflate open(long storedBytes) {
    if (storedBytes < 0 || storedBytes >= ISAL_FROM) {
      var isal = IsalInflate.open();
      if (isal != null) {
        return isal;
      }
    }
    return new JdkInflate();
  }
}
