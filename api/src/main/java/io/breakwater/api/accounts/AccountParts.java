package io.breakwater.api.accounts;

import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.directory.AccountStore;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.management.ApiKeys;
import io.breakwater.accounts.management.Roles;
import io.breakwater.accounts.management.ServiceIds;
import io.breakwater.accounts.management.Users;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.sessions.SessionTimes;
import io.breakwater.accounts.sessions.Sessions;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.api.access.Browsers;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.store.metadata.Metadata;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// What the routes of accounts call.
///
/// @param sessions of browsers
/// @param provider login through a provider, where there is one
public record AccountParts(
    Users users,
    ServiceIds services,
    ApiKeys keys,
    Roles roles,
    StoredAuditLog log,
    AccountStore accounts,
    Sessions sessions,
    Optional<OidcRoutes> provider) {
  /// How long keys hold of those who log in through a provider: a working day and its evening.
  public static final Duration KEYS_OF_PROVIDER = Duration.ofHours(12);

  /// Over metadata.
  ///
  /// @param times of sessions
  /// @param rolesFromProvider those who log in through a provider have the roles of their
  ///     groups there, as configured, and no others
  public static AccountParts over(
      Metadata metadata,
      AuditTrail trail,
      Logins logins,
      PasswordHasher hasher,
      InstantSource clock,
      SecureRandom random,
      SessionTimes times,
      boolean rolesFromProvider) {
    return new AccountParts(
        new Users(metadata, trail, logins, hasher, clock, random),
        new ServiceIds(metadata, trail, clock, random),
        new ApiKeys(metadata, trail, clock, random, KEYS_OF_PROVIDER),
        new Roles(metadata, trail, clock, rolesFromProvider),
        new StoredAuditLog(metadata),
        new StoredAccounts(metadata, clock),
        new Sessions(metadata, clock, random, times),
        Optional.empty());
  }

  /// The same with login through a provider.
  public AccountParts with(OidcRoutes login) {
    return new AccountParts(
        users, services, keys, roles, log, accounts, sessions, Optional.of(login));
  }

  /// Adds their routes.
  public void add(GuardedRoutes routes, Browsers browsers) {
    new MemberRoutes(this).add(routes);
    new ApiKeyRoutes(this).add(routes);
    new AuditRoutes(this).add(routes);
    provider.ifPresent(login -> login.add(routes, browsers));
  }
}
