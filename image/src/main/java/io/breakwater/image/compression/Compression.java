package io.breakwater.image.compression;

/// How bytes are compressed, told by their first bytes.
public enum Compression {
  NONE,
  GZIP,
  ZSTD,
  XZ,
  BZIP2;

  /// Looks at the bytes from `from` to `to`; six are enough.
  public static Compression detect(byte[] bytes, int from, int to) {
    var length = to - from;
    if (length >= 2 && bytes[from] == 0x1f && bytes[from + 1] == (byte) 0x8b) {
      return GZIP;
    }
    if (length >= 4) {
      var word =
          (bytes[from] & 0xff)
              | ((bytes[from + 1] & 0xff) << 8)
              | ((bytes[from + 2] & 0xff) << 16)
              | (bytes[from + 3] << 24);
      if (word == 0xfd2fb528 || (word & 0xfffffff0) == 0x184d2a50) {
        return ZSTD;
      }
      if (word == 0x587a37fd) {
        return XZ;
      }
      if ((word & 0xffffff) == 0x685a42 && bytes[from + 3] >= '1' && bytes[from + 3] <= '9') {
        return BZIP2;
      }
    }
    return NONE;
  }
}
