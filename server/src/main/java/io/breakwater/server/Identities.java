package io.breakwater.server;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.firststart.FirstStart;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.BusyException;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredAuditTrail;
import io.breakwater.accounts.stored.StoredSigningKeys;
import io.breakwater.accounts.tokens.KeyRing;
import io.breakwater.accounts.tokens.TokenLifetimes;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Who may log in, and what is remembered of it.
final class Identities implements AutoCloseable {
  /// In challenges and tokens: the same on all servers that share metadata.
  static final String SERVICE = "breakwater";

  /// The one account of this server, whose Managers run it.
  static final AccountId ACCOUNT = new AccountId("default");

  static final IdentityName ADMIN = IdentityName.parse("admin");

  private static final Duration KEYS_SIGN = Duration.ofDays(30);

  /// Each takes some 20 MB; who comes behind more than that waits so long.
  private static final int HASHES = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PasswordHasher hasher;
  private final Logins logins;
  private final Tokens tokens;
  private final StoredAuditTrail audit;
  private final Optional<FirstPassword> firstPassword;

  private Identities(
      PasswordHasher hasher,
      Logins logins,
      Tokens tokens,
      StoredAuditTrail audit,
      Optional<FirstPassword> firstPassword) {
    this.hasher = hasher;
    this.logins = logins;
    this.tokens = tokens;
    this.audit = audit;
    this.firstPassword = firstPassword;
  }

  /// Makes the first Manager where there is nobody.
  static Identities open(Stores stores, Configuration configuration, InstantSource clock)
      throws ServerException {
    var random = new SecureRandom();
    var hasher = hasher(random);
    var first = firstPassword(stores, new FirstStart(stores.metadata(), hasher, clock, random));
    var usual = TokenLifetimes.STANDARD;
    var lifetimes =
        new TokenLifetimes(
            configuration.get(Settings.TOKEN_TIME), usual.identity(), usual.refresh());
    var ring =
        new KeyRing(
            new StoredSigningKeys(stores.metadata()),
            KEYS_SIGN,
            lifetimes.longest(),
            clock,
            random);
    return new Identities(
        hasher,
        new Logins(new StoredAccounts(stores.metadata(), clock), hasher, clock, random),
        new Tokens(ring, SERVICE, SERVICE, lifetimes, clock, random),
        new StoredAuditTrail(stores.metadata(), ACCOUNT),
        first);
  }

  static PasswordHasher hasher(SecureRandom random) {
    return new PasswordHasher(Argon2Cost.STANDARD, HASHES, PATIENCE, random);
  }

  private static Optional<FirstPassword> firstPassword(Stores stores, FirstStart start)
      throws ServerException {
    var file = stores.folder().firstPassword();
    var what = "making the first user";
    try {
      return switch (start.run(ACCOUNT, ADMIN, file)) {
        case FirstStart.Started.Created(var name, var password) ->
            Optional.of(new FirstPassword(Optional.of(password.reveal()), file));
        case FirstStart.Started.Unchanged unchanged ->
            Optional.of(new FirstPassword(Optional.empty(), file));
        case FirstStart.Started.Ready ready -> Optional.empty();
      };
    } catch (StoreException e) {
      throw ServerException.of(what, e);
    } catch (IOException | BusyException e) {
      throw new ServerException(
          "data-folder-unusable",
          what,
          "its password cannot be kept in " + file + ": " + e.getMessage(),
          "Make the data folder writable for this user",
          e);
    }
  }

  PasswordHasher hasher() {
    return hasher;
  }

  Logins logins() {
    return logins;
  }

  Tokens tokens() {
    return tokens;
  }

  StoredAuditTrail audit() {
    return audit;
  }

  Optional<FirstPassword> firstPassword() {
    return firstPassword;
  }

  void metrics(MetricsText text) {
    text.add(Metric.AUDIT_DROPPED, audit.dropped());
    logins.counts().all().forEach((outcome, count) -> text.add(Metric.LOGINS, count, outcome));
  }

  /// Writes what waits of the audit trail.
  @Override
  public void close() {
    audit.close();
  }
}
