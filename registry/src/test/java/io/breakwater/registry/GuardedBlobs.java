package io.breakwater.registry;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.StagedBlob;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A store that counts how often content is opened, and can refuse that or make it wait.
public final class GuardedBlobs implements BlobStore {
  private final BlobStore store;
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean refusing;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public GuardedBlobs(BlobStore store) {
    this.store = store;
  }

  /// How often content was opened.
  public int opened() {
    return opened.get();
  }

  /// Whether to fail where content is opened.
  public void refuse(boolean whether) {
    refusing = whether;
  }

  /// Lets workers that open content wait.
  ///
  /// @return to be counted down
  public CountDownLatch shutForWorkers() {
    gate = new CountDownLatch(1);
    return gate;
  }

  @Override
  public Optional<BlobContent> open(BlobKey key) throws StoreException {
    opened.incrementAndGet();
    try {
      if (Thread.currentThread().getName().startsWith("layer-worker")) {
        gate.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (refusing) {
      throw new StoreException("storage-unavailable", "opening", "it is away", "Try again", null);
    }
    return store.open(key);
  }

  @Override
  public StagedBlob stage(String upload) throws StoreException {
    return store.stage(upload);
  }

  @Override
  public void delete(BlobKey key) throws StoreException {
    store.delete(key);
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
