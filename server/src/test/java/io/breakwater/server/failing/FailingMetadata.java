package io.breakwater.server.failing;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Work;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Metadata of which every tenth transaction fails, some of them after they were made.
public final class FailingMetadata implements Metadata {
  private final Metadata metadata;
  private final Failures failures;

  public FailingMetadata(Metadata metadata, Failures failures) {
    this.metadata = metadata;
    this.failures = failures;
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) throws StoreException {
    return failures.ask(() -> metadata.read(work));
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) throws StoreException {
    return failures.ask(() -> metadata.write(work));
  }

  @Override
  public <T extends @Nullable Object> T note(Work<T> work) throws StoreException {
    return failures.ask(() -> metadata.note(work));
  }

  @Override
  public void copyTo(Path file) throws StoreException {
    failures.run(() -> metadata.copyTo(file));
  }

  @Override
  public void close() {
    metadata.close();
  }
}
