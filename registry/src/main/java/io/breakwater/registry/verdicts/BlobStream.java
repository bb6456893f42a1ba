package io.breakwater.registry.verdicts;

import io.breakwater.store.blobs.BlobContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a blob, whose content is closed with them.
final class BlobStream extends FilterInputStream {
  private final BlobContent content;

  BlobStream(BlobContent content, InputStream in) {
    super(in);
    this.content = content;
  }

  @Override
  public void close() throws IOException {
    try (content) {
      super.close();
    }
  }
}
