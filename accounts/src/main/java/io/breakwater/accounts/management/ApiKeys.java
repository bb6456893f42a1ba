package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Decision;
import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.management.Audited.Call;
import io.breakwater.accounts.stored.Rows;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredApiKey;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// API keys: made, listed and deleted by their owner or a Manager of the owner's account.
///
/// A key ends with what it was made with: who is logged in with a key that ends makes for
/// themselves none that lasts longer, or a leaked one would never end.
public final class ApiKeys {
  /// Keys of one owner at most.
  public static final int MOST = 100;

  private static final int ID = 8;
  private static final Duration LISTED = Duration.ofDays(7);
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,64}");

  private final Audited audited;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Duration longestOfProvider;

  /// A key that was made.
  ///
  /// @param key to be shown this once
  public record NewKey(IssuedKey issued, ApiKey key) {}

  /// Keys in the metadata.
  ///
  /// @param longestOfProvider how long keys hold at most of those who log in through a provider,
  ///     which is asked again then
  public ApiKeys(
      Metadata metadata,
      AuditTrail trail,
      InstantSource clock,
      SecureRandom random,
      Duration longestOfProvider) {
    this.audited = new Audited(metadata, trail, clock);
    this.clock = clock;
    this.random = random;
    this.longestOfProvider = longestOfProvider;
  }

  /// Makes one.
  ///
  /// @param owner name of a user or service ID of the account; oneself without
  /// @param name what its owner calls it, 1 to 64 characters
  /// @param expires when it is to end; without one it stays good, where it may
  public Outcome<NewKey> create(
      Caller caller, Optional<String> owner, String name, Optional<Instant> expires)
      throws StoreException {
    var call = call(caller, "create", owner, name);
    if (!NAME.matcher(name).matches()) {
      return Audited.refused(
          new Refusal.Invalid("a key has a name of 1 to 64 characters, on one line"));
    }
    if (expires.isPresent() && !expires.get().isAfter(clock.instant())) {
      return Audited.refused(new Refusal.Invalid("the key would have ended already"));
    }
    return forOwner(
        call,
        owner,
        Action.IDENTITY_MANAGE,
        account ->
            audited.change(
                call,
                tx -> owned(tx, call, account, owner, (t, o) -> add(t, call, o, name, expires))));
  }

  private Outcome<NewKey> add(
      Transaction tx, Call call, StoredIdentity owner, String name, Optional<Instant> expires) {
    var own = owner.id().equals(call.known().id().toString());
    if (!own && Members.elsewhere(owner, call.account())) {
      return Audited.refused(Members.managedElsewhere());
    }
    // Some days are left to see in lists what has ended.
    tx.apiKeys().forgetEnded(owner.id(), clock.instant().minus(LISTED));
    if (tx.apiKeys().count(owner.id()) >= MOST) {
      return Audited.refused(
          new Refusal.Conflict("there are " + MOST + " keys already; delete some first"));
    }
    var end = end(tx, call, owner, own, expires);
    if (end.isPresent() && !end.get().isAfter(clock.instant())) {
      return Audited.refused(new Refusal.Conflict("the key in use has ended; log in again"));
    }
    return new Outcome.Done<>(issue(tx, owner, name, end));
  }

  private NewKey issue(
      Transaction tx, StoredIdentity owner, String name, Optional<Instant> expires) {
    var key = ApiKey.generate(random);
    var id = new byte[ID];
    random.nextBytes(id);
    var issued =
        new StoredApiKey(
            HexFormat.of().formatHex(id),
            key.hash().hex(),
            key.shown(),
            owner.id(),
            name,
            // As the store keeps it.
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            expires.map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
            Optional.empty());
    tx.apiKeys().add(issued);
    return new NewKey(Rows.key(issued), key);
  }

  /// The earliest of what is asked for and what may be.
  private Optional<Instant> end(
      Transaction tx, Call call, StoredIdentity owner, boolean own, Optional<Instant> asked) {
    var end = asked;
    if (own) {
      var used = call.known().apiKey();
      if (used.isPresent()) {
        var key = tx.apiKeys().byId(used.get());
        // A key that is gone meanwhile leaves nothing to anybody.
        end = earlier(end, key.isPresent() ? key.get().expires() : Optional.of(Instant.EPOCH));
      }
    }
    return PrincipalId.parse(owner.id()).ofProvider()
        ? earlier(end, Optional.of(clock.instant().plus(longestOfProvider)))
        : end;
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  /// Those of somebody, by when they were made, without the keys themselves.
  ///
  /// @param owner name of a user or service ID of the account; oneself without
  public Outcome<List<IssuedKey>> list(Caller caller, Optional<String> owner)
      throws StoreException {
    var call = call(caller, "list", owner, "");
    return forOwner(
        call,
        owner,
        Action.IDENTITY_LIST,
        account ->
            audited.read(
                call,
                tx ->
                    owned(
                        tx,
                        call,
                        account,
                        owner,
                        (t, o) ->
                            new Outcome.Done<>(
                                t.apiKeys().of(o.id()).stream().map(Rows::key).toList()))));
  }

  /// Deletes one: it is good no more, on every replica, from the next request on.
  ///
  /// @param owner name of a user or service ID of the account; oneself without
  public Outcome<Boolean> delete(Caller caller, Optional<String> owner, String id)
      throws StoreException {
    var call = call(caller, "delete", owner, id);
    return forOwner(
        call,
        owner,
        Action.IDENTITY_MANAGE,
        account ->
            audited.change(
                call, tx -> owned(tx, call, account, owner, (t, o) -> delete(t, o, id))));
  }

  private static Outcome<Boolean> delete(Transaction tx, StoredIdentity owner, String id) {
    return tx.apiKeys().delete(owner.id(), id)
        ? new Outcome.Done<>(true)
        : Audited.refused(
            new Refusal.Unknown("there is no such API key; list them to see their IDs"));
  }

  private static Call call(Caller caller, String verb, Optional<String> owner, String what) {
    var whose = owner.map(name -> " of " + name).orElse("");
    return new Call(caller, "api-key." + verb, ("API key " + what + whose).strip());
  }

  /// Oneself needs no right but to be somebody; for others one has to be a Manager.
  private <T> Outcome<T> forOwner(
      Call call, Optional<String> owner, Action action, Members.Inside<T> inside)
      throws StoreException {
    return switch (call.caller().principal()) {
      case Principal.Anonymous nobody ->
          Audited.refused(new Refusal.NotAllowed(new Decision.LoginRequired("API keys: log in")));
      case Principal.Known known when owner.isEmpty() || isName(known, owner.get()) ->
          inside.run(known.account());
      case Principal.Known known -> Members.within(audited, call, action, inside);
    };
  }

  private static boolean isName(Principal.Known known, String owner) {
    return owner.equalsIgnoreCase(known.display());
  }

  private static <T> Outcome<T> owned(
      Transaction tx,
      Call call,
      AccountId account,
      Optional<String> owner,
      BiFunction<Transaction, StoredIdentity, Outcome<T>> work) {
    var known = call.known();
    var found =
        owner.isEmpty() || isName(known, owner.get())
            ? tx.identities().byId(known.id().toString())
            : Members.find(tx, account, owner.get());
    return found
        .map(row -> work.apply(tx, row))
        .orElseGet(() -> Audited.refused(Members.unknown(account, owner.orElse(known.display()))));
  }
}
