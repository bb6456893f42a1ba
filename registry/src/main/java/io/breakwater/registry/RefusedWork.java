package io.breakwater.registry;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Work;
import java.io.Serial;

/// Takes a refusal out of a transaction, which it undoes.
public final class RefusedWork extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient RegistryException refusal;

  public RefusedWork(RegistryException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  /// Writes what may be refused in the middle: all of it, or nothing.
  public static <T> T write(Metadata metadata, Work<T> work)
      throws RegistryException, StoreException {
    try {
      return metadata.write(work);
    } catch (RefusedWork e) {
      throw e.refusal;
    }
  }
}
