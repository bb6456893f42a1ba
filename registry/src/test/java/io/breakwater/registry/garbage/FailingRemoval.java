package io.breakwater.registry.garbage;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.StagedBlob;
import java.util.Optional;
import java.util.function.Consumer;

/// A store that removes nothing.
final class FailingRemoval implements BlobStore {
  private final BlobStore store;

  FailingRemoval(BlobStore store) {
    this.store = store;
  }

  @Override
  public Optional<BlobContent> open(BlobKey key) throws StoreException {
    return store.open(key);
  }

  @Override
  public StagedBlob stage(String upload) throws StoreException {
    return store.stage(upload);
  }

  @Override
  public void delete(BlobKey key) throws StoreException {
    throw new StoreException("storage-unavailable", "removing", "no answer", "Try again", null);
  }

  @Override
  public void contents(Consumer<Stored> each) throws StoreException {
    store.contents(each);
  }

  @Override
  public void staged(Consumer<StagedUpload> each) throws StoreException {
    store.staged(each);
  }

  @Override
  public void probe() throws StoreException {
    store.probe();
  }

  @Override
  public void close() {
    store.close();
  }
}
