package io.breakwater.registry.garbage;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Transaction;
import java.time.Duration;
import java.util.UUID;

/// The right to remove content: one server's at a time. Whoever needs all content to stay, such
/// as a backup, holds it, too.
///
/// Each transaction that forgets content takes it anew, and forgets nothing without: so nothing
/// is forgotten after somebody else has got it, however slow the former holder is.
public final class CollectionLease {
  private static final String NAME = "garbage-collection";
  private static final Duration TIME = Duration.ofMinutes(2);

  private final String holder = UUID.randomUUID().toString();

  /// Takes it, or keeps it for two minutes more; false while another has it.
  public boolean take(Transaction tx) {
    return tx.leases().take(NAME, holder, TIME);
  }

  /// As [#take], in a transaction of its own.
  public boolean take(Metadata metadata) throws StoreException {
    return metadata.write(tx -> take(tx));
  }

  /// Gives it back.
  public void release(Metadata metadata) throws StoreException {
    metadata.write(
        tx -> {
          tx.leases().release(NAME, holder);
          return true;
        });
  }
}
