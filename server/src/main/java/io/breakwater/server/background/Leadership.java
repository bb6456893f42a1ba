package io.breakwater.server.background;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.util.UUID;

/// Whether this server is the one that works for all, by a lease in the shared metadata.
public final class Leadership {
  /// A server that died is followed after this time.
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final String NAME = "background";

  private final Metadata metadata;
  private final String holder = UUID.randomUUID().toString();
  private final boolean alone;
  private volatile long until;

  private Leadership(Metadata metadata, boolean alone) {
    this.metadata = metadata;
    this.alone = alone;
    until = System.nanoTime();
  }

  /// For metadata that several servers share.
  public static Leadership shared(Metadata metadata) {
    return new Leadership(metadata, false);
  }

  /// For metadata that no other server has.
  public static Leadership alone(Metadata metadata) {
    return new Leadership(metadata, true);
  }

  /// Whether it is this server now.
  public boolean held() {
    return alone || System.nanoTime() - until < 0;
  }

  /// Takes the lease, or keeps it.
  int renew() throws StoreException {
    if (!alone) {
      // Counted from before the call: the database counts from later on.
      var asked = System.nanoTime();
      if (metadata.write(tx -> tx.leases().take(NAME, holder, LEASE))) {
        until = asked + LEASE.toNanos();
      }
    }
    return 0;
  }

  /// Lets another server go on at once.
  void release() throws StoreException {
    if (!alone && held()) {
      until = System.nanoTime();
      metadata.write(
          tx -> {
            tx.leases().release(NAME, holder);
            return true;
          });
    }
  }

  /// The work that keeps it.
  Job job() {
    return new Job("leadership", LEASE.dividedBy(3), false, this::renew);
  }
}
