package io.breakwater.exemptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ExemptionKey;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The exemptions of all accounts. Safe for use by many threads, and by several servers over the
/// same metadata.
///
/// There is one for an issue in a scope; to add it again changes its terms. One that expired
/// stops counting at once and stays in the lists, as expired, until somebody removes it or makes
/// it anew.
public final class KeptExemptions {
  /// How many an account may have, the expired ones included. What another server adds at the
  /// same time may go beyond by a few.
  public static final int MOST = 10_000;

  private static final String ANNOUNCED = "exemptions-expired-until";

  private final Metadata metadata;
  private final InstantSource clock;
  private final ExemptionListener listener;
  private final ExemptionBook book;

  public KeptExemptions(Metadata metadata, InstantSource clock, ExemptionListener listener) {
    this(metadata, clock, listener, System::nanoTime);
  }

  KeptExemptions(
      Metadata metadata, InstantSource clock, ExemptionListener listener, LongSupplier nanos) {
    this.metadata = metadata;
    this.clock = clock;
    this.listener = listener;
    book = new ExemptionBook(metadata, nanos);
  }

  /// What became of one that was added.
  ///
  /// @param created whether there was none for this issue in this scope
  public record Added(KeptExemption exemption, boolean created) {}

  /// Makes an exemption, or changes the terms of the one there is. The repository, tag or content
  /// need not be there yet.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`: the account has no such namespace
  /// @throws ExemptionException `INVALID_TERMS`, `TOO_MANY`
  public Added add(AccountId account, ExemptionScope scope, ExemptIssue issue, ExemptionTerms terms)
      throws ExemptionException, RegistryException, StoreException {
    // The store keeps milliseconds.
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    terms.check(now);
    var key = StoredTexts.key(account, scope, issue);
    requireRoom(account, scope, issue);
    var namespace = scope.parts().namespace();
    var id = UUID.randomUUID().toString();
    var made = new KeptExemption(id, account, scope, issue, terms, now);
    Optional<Added> added =
        metadata.write(
            tx ->
                namespace.isEmpty() || has(tx, account, namespace)
                    ? Optional.of(put(tx, key, made))
                    : Optional.empty());
    book.changed();
    if (added.isEmpty()) {
      throw RegistryException.noNamespace(namespace);
    }
    listener.added(added.get().exemption(), added.get().created());
    return added.get();
  }

  private void requireRoom(AccountId account, ExemptionScope scope, ExemptIssue issue)
      throws ExemptionException, StoreException {
    if (book.exact(account).all().size() >= MOST && find(account, scope, issue).isEmpty()) {
      throw new ExemptionException(
          ExemptionException.Code.TOO_MANY,
          "the account has "
              + MOST
              + " exemptions, which is the most; remove expired ones, or exempt in a wider scope");
    }
  }

  /// Under the lock of the namespace: its exemptions go with it.
  private static boolean has(Transaction tx, AccountId account, String namespace) {
    return tx.namespaces()
        .lock(namespace)
        .filter(one -> one.account().equals(account.value()))
        .isPresent();
  }

  private static Added put(Transaction tx, ExemptionKey key, KeptExemption made) {
    boolean created = tx.exemptions().put(StoredTexts.stored(made));
    return new Added(StoredTexts.kept(tx.exemptions().find(key).orElseThrow()), created);
  }

  /// Takes an exemption back, expired or not.
  ///
  /// @param by who does
  /// @return what it was; empty where there is none
  public Optional<KeptExemption> remove(
      AccountId account, ExemptionScope scope, ExemptIssue issue, String by) throws StoreException {
    var key = StoredTexts.key(account, scope, issue);
    Optional<KeptExemption> removed =
        metadata.write(
            tx -> {
              var there = tx.exemptions().find(key).map(StoredTexts::kept);
              return there.isPresent() && tx.exemptions().delete(key) ? there : Optional.empty();
            });
    book.changed();
    removed.ifPresent(one -> listener.removed(one, by));
    return removed;
  }

  /// Takes all of an account back.
  ///
  /// @param by who does
  /// @return those that there were
  public List<KeptExemption> removeAll(AccountId account, String by) throws StoreException {
    List<KeptExemption> removed =
        metadata.write(
            tx -> {
              var there =
                  tx.exemptions().of(account.value()).stream().map(StoredTexts::kept).toList();
              var _ = tx.exemptions().deleteAll(account.value());
              return there;
            });
    book.changed();
    removed.forEach(one -> listener.removed(one, by));
    return removed;
  }

  /// The one for an issue in a scope, expired or not.
  public Optional<KeptExemption> find(AccountId account, ExemptionScope scope, ExemptIssue issue)
      throws StoreException {
    var key = StoredTexts.key(account, scope, issue);
    return metadata.read(tx -> tx.exemptions().find(key).map(StoredTexts::kept));
  }

  /// All of an account, by scope and issue, the expired ones included.
  public List<KeptExemption> all(AccountId account) throws StoreException {
    return book.exact(account).all();
  }

  /// All of an account that count, by scope and issue.
  public List<KeptExemption> inForce(AccountId account) throws StoreException {
    var now = clock.instant();
    return all(account).stream().filter(one -> !one.expired(now)).toList();
  }

  /// Those of a scope itself that count.
  public List<KeptExemption> at(AccountId account, ExemptionScope scope) throws StoreException {
    return inForce(account).stream().filter(one -> one.scope().equals(scope)).toList();
  }

  /// Those that count for all of a scope: its own, and those of the wider ones.
  public List<KeptExemption> covering(AccountId account, ExemptionScope scope)
      throws StoreException {
    return inForce(account).stream().filter(one -> one.scope().covers(scope)).toList();
  }

  AccountExemptions recent(AccountId account) throws StoreException {
    return book.recent(account);
  }

  /// Tells the listener of those that expired since it was done last; for the background of one
  /// server of several.
  ///
  /// @return how many
  public int announceExpired() throws StoreException {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<String> before = metadata.read(tx -> tx.settings().get(Settings.REGISTRY, ANNOUNCED));
    var expired = before.isEmpty() ? List.<KeptExemption>of() : between(before.get(), now);
    expired.forEach(listener::expired);
    if (before.isEmpty() || !expired.isEmpty()) {
      metadata.write(
          tx -> {
            tx.settings().put(Settings.REGISTRY, ANNOUNCED, now.toString());
            return true;
          });
    }
    return expired.size();
  }

  private List<KeptExemption> between(String before, Instant now) throws StoreException {
    var from = Instant.parse(before);
    var accounts =
        metadata.read(
            tx -> tx.namespaces().all().stream().map(one -> one.account()).distinct().toList());
    var expired = Stream.<KeptExemption>builder();
    for (var account : accounts) {
      book.exact(AccountId.parse(account)).all().stream()
          .filter(one -> one.expired(now) && !one.expired(from))
          .forEach(expired::add);
    }
    return expired.build().toList();
  }
}
