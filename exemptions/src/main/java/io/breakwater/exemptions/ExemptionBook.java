package io.breakwater.exemptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Transaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The exemptions in memory. What this process changes is seen at once, what another server
/// changes at the latest after [#LATEST]; whether something has changed is asked of the store at
/// most every [#LOOK], by one of those who ask.
final class ExemptionBook {
  static final Duration LOOK = Duration.ofMillis(200);
  static final Duration LATEST = Duration.ofMillis(800);

  private final Metadata metadata;
  private final LongSupplier nanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Edition edition = new Edition(-1, -1, 0, new ConcurrentHashMap<>());

  ExemptionBook(Metadata metadata, LongSupplier nanos) {
    this.metadata = metadata;
    this.nanos = nanos;
  }

  /// What was read since a change.
  ///
  /// @param generation of the store
  /// @param changes of this process that it contains
  /// @param looked when the generation was read
  private record Edition(
      long generation, long changes, long looked, Map<AccountId, AccountExemptions> accounts) {}

  private record Loaded(long generation, AccountExemptions exemptions) {}

  /// This process has changed something.
  void changed() {
    changes.incrementAndGet();
  }

  /// Those of an account, for the decisions of each request.
  AccountExemptions recent(AccountId account) throws StoreException {
    return of(account, known(LOOK));
  }

  /// Those of an account as they are.
  AccountExemptions exact(AccountId account) throws StoreException {
    return of(account, known(Duration.ZERO));
  }

  private AccountExemptions of(AccountId account, Edition current) throws StoreException {
    var known = current.accounts().get(account);
    if (known != null) {
      return known;
    }
    // One reads for all who ask at once: an account may have thousands.
    looking.lock();
    try {
      var there = edition.accounts().get(account);
      return there == null ? load(account) : there;
    } finally {
      looking.unlock();
    }
  }

  private AccountExemptions load(AccountId account) throws StoreException {
    var seen = changes.get();
    var looked = nanos.getAsLong();
    var loaded = metadata.read(tx -> loaded(tx, account));
    if (loaded.generation() != edition.generation()) {
      edition = new Edition(loaded.generation(), seen, looked, new ConcurrentHashMap<>());
    }
    edition.accounts().put(account, loaded.exemptions());
    return loaded.exemptions();
  }

  private static Loaded loaded(Transaction tx, AccountId account) {
    var all = tx.exemptions().of(account.value()).stream().map(StoredTexts::kept).toList();
    return new Loaded(tx.exemptions().generation(), new AccountExemptions(all));
  }

  private Edition known(Duration age) throws StoreException {
    var current = edition;
    if (good(current, age)) {
      return current;
    }
    if (!good(current, LATEST) || age.isZero()) {
      looking.lock();
    } else if (!looking.tryLock()) {
      return current;
    }
    try {
      return good(edition, age) ? edition : look();
    } finally {
      looking.unlock();
    }
  }

  private boolean good(Edition one, Duration age) {
    return one.changes() == changes.get() && nanos.getAsLong() - one.looked() < age.toNanos();
  }

  private Edition look() throws StoreException {
    // Before the store is asked: what comes between is looked for again.
    var seen = changes.get();
    var looked = nanos.getAsLong();
    long generation = metadata.read(tx -> tx.exemptions().generation());
    var accounts =
        generation == edition.generation()
            ? edition.accounts()
            : new ConcurrentHashMap<AccountId, AccountExemptions>();
    edition = new Edition(generation, seen, looked, accounts);
    return edition;
  }
}
