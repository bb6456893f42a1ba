package io.breakwater.registry.garbage;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;

/// Removes contents that no metadata name. What cannot be removed now is nobody's,
/// and stays to be found by a sweep: the collection goes on.
final class Removal {
  private final BlobStore blobs;
  private long failed;

  Removal(BlobStore blobs) {
    this.blobs = blobs;
  }

  boolean remove(BlobKey key) {
    try {
      blobs.delete(key);
      return true;
    } catch (StoreException e) {
      failed++;
      return false;
    }
  }

  boolean discard(String upload) {
    try (var staged = blobs.stage(upload)) {
      staged.discard();
      return true;
    } catch (StoreException e) {
      failed++;
      return false;
    }
  }

  long failed() {
    return failed;
  }
}
