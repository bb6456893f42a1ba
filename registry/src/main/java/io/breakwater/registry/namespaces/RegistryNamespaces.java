package io.breakwater.registry.namespaces;

import io.breakwater.accounts.AccountId;
import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Settings;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// The namespaces of a registry. Safe for use by many threads, and by several servers over the
/// same metadata.
public final class RegistryNamespaces {
  private static final int STEP = 100;
  private static final int ROUNDS = 10;
  private static final int PATTERNS = 100;

  private final Metadata metadata;
  private final InstantSource clock;
  private final NewNamespaces made;
  private final RecentStates recent;
  private final PulledImages pulled;

  public RegistryNamespaces(Metadata metadata, InstantSource clock) {
    this(metadata, clock, NewNamespaces.STANDARD);
  }

  /// The same, where new namespaces are to be otherwise.
  public RegistryNamespaces(Metadata metadata, InstantSource clock, NewNamespaces made) {
    this(metadata, clock, made, System::nanoTime);
  }

  RegistryNamespaces(Metadata metadata, InstantSource clock, LongSupplier nanos) {
    this(metadata, clock, NewNamespaces.STANDARD, nanos);
  }

  private RegistryNamespaces(
      Metadata metadata, InstantSource clock, NewNamespaces made, LongSupplier nanos) {
    this.metadata = metadata;
    this.clock = clock;
    this.made = made;
    recent = new RecentStates(nanos);
    pulled = new PulledImages(metadata, clock);
  }

  /// A namespace, for the decisions of each request: as it was at most a second ago, where
  /// another server has changed it or something was pushed since; never older than a change that
  /// was made here. For exact usage see [#current].
  public Optional<NamespaceState> find(String name) throws StoreException {
    var known = recent.find(name);
    return known.isPresent() ? known : current(name);
  }

  /// A namespace as it is.
  public Optional<NamespaceState> current(String name) throws StoreException {
    var reading = recent.reading();
    Optional<NamespaceState> found =
        metadata.read(
            tx -> tx.namespaces().find(name).map(one -> NamespaceSettings.state(tx, one)));
    found.ifPresent(state -> recent.keep(state, reading));
    return found;
  }

  /// The namespaces of an account, by name.
  public List<NamespaceState> list(AccountId account) throws StoreException {
    return metadata.read(
        tx ->
            tx.namespaces().of(account.value()).stream()
                .map(one -> NamespaceSettings.state(tx, one))
                .toList());
  }

  /// Makes a namespace; false, and nothing happens, where there is one of that name, whosever.
  ///
  /// @param name 1 to 100 characters, as the first part of a repository's name
  /// @throws RegistryException `NAME_INVALID`
  public boolean create(String name, AccountId account) throws RegistryException, StoreException {
    var checked = NamespaceName.checked(name);
    var at = clock.instant();
    boolean created = metadata.write(tx -> create(tx, checked, account, at));
    recent.forget(name);
    return created;
  }

  private boolean create(Transaction tx, String name, AccountId account, Instant at) {
    if (!tx.namespaces().create(name, account.value(), at)) {
      return false;
    }
    var namespace = tx.namespaces().find(name).orElseThrow();
    if (made.quotaBytes().isPresent()) {
      tx.namespaces().quota(namespace, made.quotaBytes(), at);
    }
    if (made.anonymousPull()) {
      tx.settings().put(Settings.scope(namespace), NamespaceSettings.ANONYMOUS_PULL, "true");
    }
    return true;
  }

  /// Changes settings, all of them in one step or none.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`, `SIZE_INVALID` for a quota below 0 or for too many
  ///     patterns
  public void change(String name, NamespaceChange change) throws RegistryException, StoreException {
    if (change.quotaBytes().orElse(OptionalLong.empty()).orElse(0) < 0) {
      throw new RegistryException(
          ErrorCode.SIZE_INVALID, "a quota is 0 bytes or more; leave it out for no limit");
    }
    if (change.immutableTags().orElse(List.of()).size() > PATTERNS) {
      throw new RegistryException(
          ErrorCode.SIZE_INVALID,
          "a namespace has at most " + PATTERNS + " patterns of immutable tags; write wider ones");
    }
    var at = clock.instant();
    // Under the lock that pushes take: a push that decided by the former setting is done before.
    boolean there =
        metadata.write(
            tx -> {
              var namespace = tx.namespaces().lock(name);
              namespace.ifPresent(one -> NamespaceSettings.change(tx, one, change, at));
              return namespace.isPresent();
            });
    recent.forget(name);
    if (!there) {
      throw RegistryException.noNamespace(name);
    }
  }

  /// Whether an image may be pulled by the policy of its namespace.
  ///
  /// @param fails what its verdict says
  public boolean admits(
      NamespaceState namespace, RepositoryName repository, Digest manifest, boolean fails)
      throws StoreException {
    if (!(namespace.pullPolicy() instanceof PullPolicy.ByVerdict(var grace))) {
      return true;
    }
    if (grace.isZero()) {
      return !fails;
    }
    var image = repository + "@" + manifest;
    if (fails) {
      return pulled.stillAdmitted(namespace.name(), image, grace);
    }
    pulled.passes(namespace.name(), image);
    return true;
  }

  /// Removes a namespace with all that is in it, for good: images, their trash, uploads and
  /// settings. In steps; where it is ended in the middle, it is to be asked for again.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`; `DENIED` where others go on pushing to it
  public void delete(String name) throws RegistryException, StoreException {
    for (var round = 0; round < ROUNDS; round++) {
      var namespace = metadata.read(tx -> tx.namespaces().find(name));
      if (namespace.isEmpty()) {
        recent.forget(name);
        throw RegistryException.noNamespace(name);
      }
      empty(namespace.get());
      boolean deleted = metadata.write(tx -> tx.namespaces().delete(namespace.get()));
      recent.forget(name);
      if (deleted) {
        return;
      }
    }
    throw new RegistryException(
        ErrorCode.DENIED,
        "the namespace " + name + " is being pushed to; stop that, and delete it again");
  }

  private void empty(Namespace namespace) throws StoreException {
    var after = "";
    while (true) {
      var from = after;
      var repositories = metadata.read(tx -> tx.repositories().of(namespace, from, STEP));
      if (repositories.isEmpty()) {
        return;
      }
      for (var repository : repositories) {
        remove(repository);
        after = repository.name();
      }
    }
  }

  private void remove(Repository repository) throws StoreException {
    int discarded;
    do {
      var at = clock.instant();
      discarded = metadata.write(tx -> tx.garbage().discard(repository, STEP, at));
    } while (discarded > 0);
    var at = clock.instant();
    metadata.write(
        tx -> {
          // What was staged is swept as nobody's.
          tx.uploads().cancelAll(repository);
          return tx.repositories().delete(repository, at);
        });
  }
}
