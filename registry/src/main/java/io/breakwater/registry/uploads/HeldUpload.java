package io.breakwater.registry.uploads;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StorageLimit;
import io.breakwater.store.metadata.Transaction;
import io.breakwater.store.metadata.Upload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// An upload that one request holds, until it is closed. While it works it keeps hold; where it
/// was too slow and another took over, [#keep] says so before anything is written. Who holds an
/// upload need not outlive the machine, and waits for no disk.
final class HeldUpload implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int RELEASES = 3;

  private final Metadata metadata;
  private final InstantSource clock;
  private final Duration lease;
  private final String holder;
  private final RepositoryName repository;
  private final UploadId id;
  private final Optional<StorageLimit> limit;
  private long acknowledged;
  private long renewed;
  private boolean held = true;

  private HeldUpload(
      Metadata metadata,
      InstantSource clock,
      Duration lease,
      String holder,
      RepositoryName repository,
      UploadId id,
      Taken taken) {
    this.metadata = metadata;
    this.clock = clock;
    this.lease = lease;
    this.holder = holder;
    this.repository = repository;
    this.id = id;
    limit = taken.limit();
    acknowledged = taken.upload().acknowledged();
    renewed = System.nanoTime();
  }

  private record Taken(Upload upload, Optional<StorageLimit> limit, boolean held) {}

  /// Takes hold of an upload; waits where another has it.
  ///
  /// @throws RegistryException `BLOB_UPLOAD_UNKNOWN`, `TOOMANYREQUESTS` where the wait was in
  ///     vain
  static HeldUpload hold(
      Metadata metadata,
      InstantSource clock,
      UploadLimits limits,
      RepositoryName repository,
      UploadId id)
      throws RegistryException, StoreException {
    var holder = UUID.randomUUID().toString();
    var end = System.nanoTime() + limits.patience().toNanos();
    while (true) {
      var taken =
          taken(metadata, repository, id, holder, limits.lease()).orElseThrow(UploadId::unknown);
      if (taken.held()) {
        return new HeldUpload(metadata, clock, limits.lease(), holder, repository, id, taken);
      }
      if (System.nanoTime() - end >= 0) {
        throw busy(limits.lease());
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw busy(limits.lease());
      }
    }
  }

  private static Optional<Taken> taken(
      Metadata metadata, RepositoryName repository, UploadId id, String holder, Duration lease)
      throws StoreException {
    try {
      return metadata.note(tx -> take(tx, repository, id, holder, lease));
    } catch (StoreException e) {
      // It may be held for all that: then nobody would let go of it before the lease ends.
      release(metadata, id, holder);
      throw e;
    }
  }

  private static Optional<Taken> take(
      Transaction tx, RepositoryName repository, UploadId id, String holder, Duration lease) {
    var namespace = tx.namespaces().find(repository.namespace());
    var found = tx.repositories().find(repository.toString());
    if (namespace.isEmpty()
        || found.isEmpty()
        || tx.uploads().find(found.get(), id.toString()).isEmpty()) {
      return Optional.empty();
    }
    var held = tx.uploads().hold(id.toString(), holder, lease);
    // Read once it is held: whoever had it before may have added to it.
    return tx.uploads()
        .find(found.get(), id.toString())
        .map(upload -> new Taken(upload, tx.blobs().limit(namespace.get()), held));
  }

  private static RegistryException busy(Duration lease) {
    return new RegistryException(
        ErrorCode.TOOMANYREQUESTS,
        "another request writes to this upload; ask where it is and go on from there",
        new Detail.Busy(lease));
  }

  UploadId id() {
    return id;
  }

  RepositoryName repository() {
    return repository;
  }

  /// As it was when the upload was taken.
  Optional<StorageLimit> limit() {
    return limit;
  }

  /// Bytes that the client was told to be kept.
  long acknowledged() {
    return acknowledged;
  }

  /// Keeps hold, before something is changed: asks the metadata now and then only.
  void keep() throws RegistryException, StoreException {
    if (System.nanoTime() - renewed > lease.toNanos() / 3) {
      renew();
    }
  }

  private void renew() throws RegistryException, StoreException {
    var at = clock.instant();
    // Acknowledging succeeds only for the last who took hold; holding alone would take it back.
    var still =
        metadata.note(
            tx ->
                tx.uploads().acknowledge(id.toString(), holder, acknowledged, at)
                    && tx.uploads().hold(id.toString(), holder, lease));
    if (!still) {
      held = false;
      throw busy(lease);
    }
    renewed = System.nanoTime();
  }

  /// Notes how much is kept, once it is synced, and lets go.
  void acknowledge(long bytes) throws RegistryException, StoreException {
    var at = clock.instant();
    var done =
        metadata.write(
            tx -> {
              var noted = tx.uploads().acknowledge(id.toString(), holder, bytes, at);
              tx.uploads().release(id.toString(), holder);
              return noted;
            });
    held = false;
    if (!done) {
      throw busy(lease);
    }
    acknowledged = bytes;
  }

  /// Ends the upload, and does more in the same transaction.
  ///
  /// @throws RegistryException `TOOMANYREQUESTS` where another has it; nothing was changed then
  <T> T end(Ending<T> ending) throws RegistryException, StoreException {
    var ended =
        metadata.write(
            tx -> {
              tx.namespaces().lock(repository.namespace());
              return tx.uploads().delete(id.toString(), holder)
                  ? Optional.of(ending.run(tx))
                  : Optional.<T>empty();
            });
    held = false;
    return ended.orElseThrow(() -> busy(lease));
  }

  /// What is done when an upload ends.
  @FunctionalInterface
  interface Ending<T> {
    T run(Transaction transaction);
  }

  /// Lets go, where that was not done.
  @Override
  public void close() {
    if (held) {
      held = false;
      release(metadata, id, holder);
    }
  }

  /// Tries more than once: whoever goes on with the upload waits for the lease otherwise.
  private static void release(Metadata metadata, UploadId id, String holder) {
    for (var attempt = 0; attempt < RELEASES; attempt++) {
      try {
        metadata.note(
            tx -> {
              tx.uploads().release(id.toString(), holder);
              return true;
            });
        return;
      } catch (StoreException e) {
        // What went wrong before is thrown already, and the lease ends by itself.
      }
    }
  }
}
