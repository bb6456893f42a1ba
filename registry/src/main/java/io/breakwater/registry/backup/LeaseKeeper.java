package io.breakwater.registry.backup;

import io.breakwater.registry.garbage.CollectionLease;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps garbage collection away for as long as it is open.
final class LeaseKeeper implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration RENEWAL = Duration.ofSeconds(20);

  private final CollectionLease lease;
  private final Metadata metadata;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread renewing;
  private volatile boolean lost;

  private LeaseKeeper(CollectionLease lease, Metadata metadata) {
    this.lease = lease;
    this.metadata = metadata;
    renewing = Thread.ofVirtual().name("backup-lease").start(this::renew);
  }

  /// Waits for a collection that goes on.
  ///
  /// @throws StoreException `storage-locked` where it takes too long
  static LeaseKeeper take(Metadata metadata) throws StoreException {
    var lease = new CollectionLease();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!lease.take(metadata)) {
      if (System.nanoTime() > end) {
        throw locked("garbage is being collected, or another backup made");
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw locked("the wait for garbage collection was interrupted");
      }
    }
    return new LeaseKeeper(lease, metadata);
  }

  private static StoreException locked(String why) {
    return new StoreException(
        "storage-locked", "keeping all contents for the backup", why, "Try again later", null);
  }

  private void renew() {
    try {
      while (!closed.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
        renewed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The lease outlives some failures; whoever else has it by then says so.
  private void renewed() {
    try {
      lost |= !lease.take(metadata);
    } catch (StoreException e) {
      // Tried again before the lease is over.
    }
  }

  /// Whether all that was there is there still.
  ///
  /// @throws StoreException `storage-locked`: it was lost, as the process stood still for long
  void check() throws StoreException {
    if (lost) {
      throw locked("garbage was collected meanwhile: the process stood still for minutes");
    }
  }

  @Override
  public void close() throws StoreException {
    closed.countDown();
    try {
      renewing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lease.release(metadata);
  }
}
