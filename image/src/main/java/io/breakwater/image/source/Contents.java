package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.ImageException;
import java.io.InputStream;

/// Content by digest, wherever it is stored.
interface Contents extends AutoCloseable {
  /// A small document, its size and digest checked.
  ///
  /// @param what for messages: `reading manifest sha256:…`
  /// @throws ImageException `blob-missing`, `blob-too-large`, `blob-truncated`,
  ///     `blob-digest-mismatch`, `blob-unreadable`
  byte[] document(Descriptor descriptor, String what, int limit) throws ImageException;

  /// A layer's stored bytes, unchecked: whoever reads them compares size and digest.
  ///
  /// @throws ImageException `layer-missing`, `layer-truncated`, `layer-unreadable`
  InputStream layer(Descriptor descriptor) throws ImageException;

  @Override
  void close();
}
