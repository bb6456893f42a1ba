package io.breakwater.image.compression;

import io.breakwater.image.ImageException;
import java.util.zip.DataFormatException;

/// A decoder of raw deflate data (RFC 1951).
sealed interface RawInflate extends AutoCloseable permits JdkInflate, IsalInflate {
  /// Decodes into `target`, taking input from `in` and refilling it as needed.
  ///
  /// @return bytes written; 0 when [#finished()] or when the input ended too early
  int inflate(StoredBytes in, byte[] target, int offset, int length)
      throws DataFormatException, ImageException;

  /// True behind the final block; `in` then stands at the first byte behind it.
  boolean finished();

  /// Makes ready for the next member.
  void reset();

  @Override
  void close();
}
