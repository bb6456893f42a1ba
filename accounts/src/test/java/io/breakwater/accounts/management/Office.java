package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.accounts.stored.StoredAuditTrail;
import io.breakwater.store.metadata.Metadata;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An account with a Manager, Ann, and a user, Bob, over metadata.
final class Office implements AutoCloseable {
  static final AccountId ACCOUNT = new AccountId("default");
  static final String PASSWORD = "correct horse battery";

  final SetClock clock = new SetClock();
  final SecureRandom random = new SecureRandom();
  final PasswordHasher hasher =
      new PasswordHasher(new Argon2Cost(64, 1, 1), 8, Duration.ofSeconds(30), random);
  final Metadata metadata;
  final StoredAccounts accounts;
  final StoredAuditTrail trail;
  final Logins logins;
  final Users users;
  final ServiceIds services;
  final ApiKeys keys;
  final Roles roles;

  Office(Metadata metadata) throws Exception {
    this.metadata = metadata;
    accounts = new StoredAccounts(metadata, clock);
    trail = new StoredAuditTrail(metadata, ACCOUNT);
    logins = new Logins(accounts, hasher, clock, random);
    users = new Users(metadata, trail, logins, hasher, clock, random);
    services = new ServiceIds(metadata, trail, clock, random);
    keys = new ApiKeys(metadata, trail, clock, random, Duration.ofHours(12));
    roles = new Roles(metadata, trail, clock, true);
    add("ann", Grant.of(Role.MANAGER, ACCOUNT));
    add("bob");
  }

  Identity add(String name, Grant... grants) throws Exception {
    return add("user:" + name, name, ACCOUNT, grants);
  }

  Identity add(String id, String name, AccountId home, Grant... grants) throws Exception {
    var parsed = PrincipalId.parse(id);
    accounts.add(parsed, home, new IdentityName(name));
    if (parsed.kind() == PrincipalId.Kind.USER && !parsed.ofProvider()) {
      accounts.setPassword(parsed, hasher.hash(Password.chosen(PASSWORD)));
    }
    accounts.setGrants(parsed, Set.of(grants));
    return named(name);
  }

  Identity named(String name) throws Exception {
    return accounts.named(new IdentityName(name)).orElseThrow().identity();
  }

  boolean has(String name) throws Exception {
    return accounts.named(new IdentityName(name)).isPresent();
  }

  Caller as(String name) throws Exception {
    return as(name, Optional.empty());
  }

  Caller as(String name, Optional<String> apiKey) throws Exception {
    var identity = named(name);
    return new Caller(
        identity.principal(apiKey), identity.grants(), InetAddress.getLoopbackAddress(), "r1");
  }

  static Caller nobody() {
    return new Caller(
        new Principal.Anonymous(), Grants.NONE, InetAddress.getLoopbackAddress(), "r1");
  }

  /// `<action> <outcome> <who>` of each event, the oldest first.
  List<String> audited() throws Exception {
    trail.close();
    var page = new StoredAuditLog(metadata).page(AuditQuery.of(ACCOUNT), Optional.empty(), 100);
    return page.events().reversed().stream().map(Office::line).toList();
  }

  private static String line(AuditEvent event) {
    var action = event.action().noun() + "." + event.action().verb();
    return action + " " + event.outcome() + " " + event.principal().display();
  }

  @Override
  public void close() {
    trail.close();
    metadata.close();
  }
}
