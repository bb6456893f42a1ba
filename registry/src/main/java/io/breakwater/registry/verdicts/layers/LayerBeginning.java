package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.compression.Compression;

/// Tells by the first bytes whether a blob may be a layer: gzip, zstd or a tar archive. Anything
/// else (configurations, signatures, models) is left alone; where a manifest calls it a layer all
/// the same, it is read then.
final class LayerBeginning {
  /// Bytes that decide in any case: a tar header.
  static final int ENOUGH = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_END = 156;

  private LayerBeginning() {}

  /// What bytes tell.
  enum Answer {
    LAYER,
    OTHER,
    /// Too few to tell.
    UNKNOWN
  }

  static Answer of(byte[] bytes, int length) {
    if (length < 4) {
      return Answer.UNKNOWN;
    }
    return switch (Compression.detect(bytes, 0, length)) {
      case GZIP, ZSTD -> Answer.LAYER;
      case XZ, BZIP2 -> Answer.OTHER;
      case NONE -> {
        if (length < ENOUGH) {
          yield Answer.UNKNOWN;
        }
        yield isTarHeader(bytes) ? Answer.LAYER : Answer.OTHER;
      }
    };
  }

  /// The checksum is the sum of the header's bytes, those of the checksum as blanks, in octal
  /// (POSIX, `pax`, "ustar Interchange Format").
  private static boolean isTarHeader(byte[] header) {
    var sum = 0;
    var stated = 0;
    for (var i = 0; i < ENOUGH; i++) {
      var inside = i >= CHECKSUM && i < CHECKSUM_END;
      sum += inside ? ' ' : header[i] & 0xff;
      if (inside && header[i] >= '0' && header[i] <= '7') {
        stated = stated * 8 + header[i] - '0';
      }
    }
    return sum == stated && header[0] != 0;
  }
}
