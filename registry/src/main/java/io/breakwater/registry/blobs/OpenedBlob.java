package io.breakwater.registry.blobs;

import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.metadata.StoredBlob;

/// A blob with its content, which the caller closes.
public record OpenedBlob(StoredBlob blob, BlobContent content) implements AutoCloseable {
  @Override
  public void close() {
    content.close();
  }
}
