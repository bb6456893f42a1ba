package io.breakwater.registry.uploads;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Work;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Metadata of which one change fails, made or not.
final class UnsureMetadata implements Metadata {
  private final Metadata metadata;
  private final AtomicInteger notes = new AtomicInteger();
  private volatile int failing;
  private volatile boolean made;

  UnsureMetadata(Metadata metadata) {
    this.metadata = metadata;
  }

  /// Lets a call of [#note] fail.
  ///
  /// @param call the first from now on is 1
  /// @param though whether its change is made all the same
  void fail(int call, boolean though) {
    notes.set(0);
    failing = call;
    made = though;
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) throws StoreException {
    return metadata.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) throws StoreException {
    return metadata.write(work);
  }

  @Override
  public <T extends @Nullable Object> T note(Work<T> work) throws StoreException {
    if (notes.incrementAndGet() != failing) {
      return metadata.note(work);
    }
    if (made) {
      var _ = metadata.note(work);
    }
    throw new StoreException("storage-unavailable", "noting", "it fails", "Try again", null);
  }

  @Override
  public void copyTo(Path file) throws StoreException {
    metadata.copyTo(file);
  }

  @Override
  public void close() {
    metadata.close();
  }
}
