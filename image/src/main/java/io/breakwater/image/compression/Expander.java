package io.breakwater.image.compression;

import io.breakwater.image.ImageException;

/// Turns stored bytes into uncompressed ones.
sealed interface Expander extends AutoCloseable permits PlainBytes, GzipBytes, ZstdBytes {
  /// Writes at most `length` bytes.
  ///
  /// @return how many, at least 1; -1 at the end
  int expand(byte[] target, int offset, int length) throws ImageException;

  /// The algorithm's name for messages.
  String name();

  @Override
  void close();
}
