package io.breakwater.accounts.login;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.directory.AccountStore;
import io.breakwater.accounts.directory.AccountStore.WithOwner;
import io.breakwater.accounts.directory.AccountStore.WithPassword;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.LoginResult.Reason;
import io.breakwater.accounts.login.VerifiedCredentials.Fingerprint;
import io.breakwater.accounts.passwords.BusyException;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.passwords.PasswordHasher.Match;
import io.breakwater.accounts.tokens.TokenCheck;
import io.breakwater.accounts.tokens.TokenSubject;
import io.breakwater.store.StoreException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// Finds out who asks.
///
/// Credentials that were right are remembered for [#REMEMBERED]; each use still asks the store
/// for the generation of the identity, so a changed password, a deleted key or other roles
/// count from the next request on, on every replica. The same credentials arriving many times
/// at once, as clients do that push layers side by side, are looked at once. Safe for use by
/// many threads.
public final class Logins {
  /// How long right credentials are remembered.
  public static final Duration REMEMBERED = Duration.ofMinutes(5);

  /// How many of them, and how many wrong ones of each kind are counted: some 20 MB together.
  private static final int MOST = 20_000;

  private static final String WRONG = "wrong name or password";

  private final AccountStore store;
  private final PasswordHasher hasher;
  private final InstantSource clock;
  private final VerifiedCredentials<Known> verified;
  private final LoginThrottle throttle;
  private final LoginCounts counts = new LoginCounts();
  private final Map<Flight, CompletableFuture<LoginResult>> flights = new ConcurrentHashMap<>();

  private record Known(Identity identity, Optional<String> apiKey, Optional<Instant> until) {}

  /// By address too: what one address has to wait for is nothing to another.
  private record Flight(Fingerprint credentials, InetAddress from) {}

  /// Logins into a store.
  public Logins(
      AccountStore store, PasswordHasher hasher, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.hasher = hasher;
    this.clock = clock;
    this.verified = new VerifiedCredentials<>(MOST, REMEMBERED, clock, random);
    this.throttle = new LoginThrottle(MOST, clock);
  }

  /// Logs somebody in.
  ///
  /// @param from the address the request came from, behind a trusted proxy the one it tells
  public LoginResult login(Credentials credentials, InetAddress from) throws StoreException {
    var result =
        switch (credentials) {
          case Credentials.Impossible impossible ->
              new LoginResult.Refused(Reason.IMPOSSIBLE, impossible.told());
          case Credentials.ByKey byKey -> byKey(byKey);
          case Credentials.ByPassword byPassword -> byPassword(byPassword, from);
        };
    counts.count(result);
    return result;
  }

  /// What came of passwords and API keys since the start: for a metric.
  public LoginCounts counts() {
    return counts;
  }

  /// Accepts a token that was found valid, unless rights changed since it was made.
  public LoginResult login(TokenCheck token) throws StoreException {
    return switch (token) {
      case TokenCheck.Refused refused ->
          new LoginResult.Refused(Reason.BAD_TOKEN, "the token is not valid; fetch another");
      case TokenCheck.Valid valid ->
          switch (valid.subject().principal()) {
            case Principal.Anonymous nobody ->
                new LoginResult.Accepted(valid.subject(), Grants.NONE);
            case Principal.Known known -> byToken(valid.subject(), known);
          };
    };
  }

  /// Lets somebody in by a session of theirs, with what they may do now.
  ///
  /// @param until when the session ends at the latest
  public LoginResult login(PrincipalId owner, Instant until) throws StoreException {
    var found = identity(owner);
    return found.isEmpty()
        ? new LoginResult.Refused(Reason.ENDED_SESSION, "your session has ended; log in again")
        : accepted(new Known(found.get(), Optional.empty(), Optional.of(until)));
  }

  private LoginResult byToken(TokenSubject subject, Principal.Known known) throws StoreException {
    var identity = identity(known.id());
    if (identity.isEmpty() || identity.get().generation() != subject.generation()) {
      return new LoginResult.Refused(
          Reason.OUTDATED_TOKEN, "rights have changed since the token was made; fetch another");
    }
    return new LoginResult.Accepted(subject, identity.get().grants());
  }

  private Optional<Identity> identity(PrincipalId id) throws StoreException {
    var one = verified.fingerprint("identity", id.toString(), "");
    var identity = remembered(one).map(Known::identity);
    if (identity.isEmpty()) {
      identity = store.identity(id);
      identity.ifPresent(
          found -> verified.remember(one, new Known(found, Optional.empty(), Optional.empty())));
    }
    return identity;
  }

  /// Keys need neither a slow hash nor slowing: nobody finds one by trying.
  private LoginResult byKey(Credentials.ByKey given) throws StoreException {
    var hash = given.key().hash();
    var credentials = verified.fingerprint("key", "", hash.hex());
    var known = remembered(credentials);
    if (known.isEmpty()) {
      var found = store.key(hash);
      if (found.isEmpty()) {
        return new LoginResult.Refused(Reason.UNKNOWN_KEY, "there is no such API key");
      }
      known = Optional.of(known(found.get()));
      verified.remember(credentials, known.get());
    }
    if (given.name().isPresent()
        && !lower(given.name().get()).equals(known.get().identity().name().text())) {
      return new LoginResult.Refused(
          Reason.KEY_OF_ANOTHER,
          "the API key is not of that user; " + Credentials.API_KEY_USER + " goes with any key");
    }
    var until = known.get().until();
    if (until.isPresent() && !clock.instant().isBefore(until.get())) {
      return new LoginResult.Refused(Reason.EXPIRED_KEY, "the API key has expired");
    }
    return accepted(known.get());
  }

  private Known known(WithOwner found) throws StoreException {
    var now = clock.instant();
    var key = found.key();
    if (key.useIsNews(now) && !key.expired(now)) {
      store.used(key.id(), now);
    }
    return new Known(found.owner(), Optional.of(key.id()), key.expires());
  }

  private LoginResult byPassword(Credentials.ByPassword given, InetAddress from)
      throws StoreException {
    var name = lower(given.name());
    var credentials = verified.fingerprint("password", name, given.password().reveal());
    while (true) {
      var known = remembered(credentials);
      if (known.isPresent()) {
        return accepted(known.get());
      }
      var flight = new Flight(credentials, from);
      var mine = new CompletableFuture<LoginResult>();
      var other = flights.putIfAbsent(flight, mine);
      if (other == null) {
        return look(given, name, flight, mine);
      }
      try {
        return other.join();
      } catch (CompletionException _) {
        // The other one did not get to the end; its turn is ours now.
      }
    }
  }

  private LoginResult look(
      Credentials.ByPassword given, String name, Flight flight, CompletableFuture<LoginResult> mine)
      throws StoreException {
    try {
      var result = throttled(given, name, flight);
      mine.complete(result);
      return result;
    } finally {
      flights.remove(flight, mine);
      // Does nothing to one that has its result.
      mine.completeExceptionally(new IllegalStateException("no result"));
    }
  }

  private LoginResult throttled(Credentials.ByPassword given, String name, Flight flight)
      throws StoreException {
    var identity = name(name);
    // Names that nobody can have are counted as one: they may be of any length.
    var counted = identity.map(IdentityName::text).orElse("");
    return switch (throttle.admit(counted, flight.from())) {
      case LoginThrottle.Admission.Later later -> new LoginResult.Slowed(later.left());
      case LoginThrottle.Admission.Now now -> {
        var looked = false;
        try {
          var known = check(given, identity);
          looked = true;
          if (known.isEmpty()) {
            yield new LoginResult.Refused(Reason.WRONG_NAME_OR_PASSWORD, WRONG);
          }
          now.attempt().right();
          verified.remember(flight.credentials(), known.get());
          yield accepted(known.get());
        } catch (BusyException e) {
          yield new LoginResult.Busy();
        } finally {
          if (!looked) {
            now.attempt().abandoned();
          }
        }
      }
    };
  }

  private Optional<Known> check(Credentials.ByPassword given, Optional<IdentityName> name)
      throws StoreException, BusyException {
    var found = name.isPresent() ? store.named(name.get()) : Optional.<WithPassword>empty();
    var stored = found.flatMap(WithPassword::password);
    if (found.isEmpty() || stored.isEmpty()) {
      hasher.checkNobody(given.password());
      return Optional.empty();
    }
    var identity = found.get().identity();
    var match = hasher.check(given.password(), stored.get());
    if (!match.right()) {
      return Optional.empty();
    }
    if (match == Match.OUTDATED) {
      store.rehash(identity.id(), stored.get(), hasher.hash(given.password()));
    }
    return Optional.of(new Known(identity, Optional.empty(), Optional.empty()));
  }

  private static Optional<IdentityName> name(String typed) {
    try {
      return Optional.of(IdentityName.parse(typed));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Known> remembered(Fingerprint credentials) throws StoreException {
    var known = verified.find(credentials);
    if (known.isEmpty()) {
      return known;
    }
    var identity = known.get().identity();
    var generation = store.generation(identity.id());
    if (generation.isPresent() && generation.get() == identity.generation()) {
      return known;
    }
    verified.forget(credentials);
    return Optional.empty();
  }

  private static LoginResult accepted(Known known) {
    var identity = known.identity();
    return new LoginResult.Accepted(
        new TokenSubject(identity.principal(known.apiKey()), identity.generation(), known.until()),
        identity.grants());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
