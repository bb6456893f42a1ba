package io.breakwater.accounts.firststart;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.management.LastManager;
import io.breakwater.accounts.passwords.BusyException;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHash;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.stored.Rows;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Makes the first Manager.
///
/// The password is in its file before the user is in the metadata, so that a crash between leaves
/// a way in: the next start takes the password that is there. Where several replicas start at
/// once one of them makes the user; the others remove their files again. Once the password is
/// changed the next start removes the file.
public final class FirstStart {
  /// Who does what nobody asked for, in the audit trail; no service ID is ever called so.
  private static final PrincipalId SERVER = new PrincipalId(PrincipalId.Kind.SERVICE, "breakwater");

  private static final int ID = 12;

  private final Metadata metadata;
  private final PasswordHasher hasher;
  private final InstantSource clock;
  private final SecureRandom random;

  /// What a start found or made.
  public sealed interface Started {
    /// The first Manager was made.
    ///
    /// @param password to be printed once
    record Created(IdentityName name, Password password) implements Started {}

    /// The first Manager still has the password in the file: it should be changed.
    record Unchanged(IdentityName name) implements Started {}

    /// There is nothing to do.
    record Ready() implements Started {}
  }

  /// Over metadata.
  public FirstStart(
      Metadata metadata, PasswordHasher hasher, InstantSource clock, SecureRandom random) {
    this.metadata = metadata;
    this.hasher = hasher;
    this.clock = clock;
    this.random = random;
  }

  /// Makes a user Manager of an account, where there is nobody at all.
  ///
  /// @param file where the password is to be, in a folder of this server alone
  /// @throws IOException the file cannot be written, read or removed; nobody was made
  public Started run(AccountId account, IdentityName name, Path file)
      throws StoreException, IOException, BusyException {
    var kept = new PasswordFile(file);
    if (metadata.read(tx -> tx.identities().any())) {
      return look(name, kept);
    }
    var before = kept.read();
    if (before.isEmpty()) {
      // What is there is no password, or one that others may know.
      kept.delete();
    }
    var password = before.orElseGet(() -> Password.generate(random));
    if (before.isEmpty()) {
      kept.create(password);
    }
    var hash = hasher.hash(password);
    return metadata.write(tx -> create(tx, account, name, hash))
        ? new Started.Created(name, password)
        : look(name, kept);
  }

  private boolean create(Transaction tx, AccountId account, IdentityName name, PasswordHash hash) {
    tx.identities().lock();
    if (tx.identities().any()) {
      return false;
    }
    var value = new byte[ID];
    random.nextBytes(value);
    var id = new PrincipalId(PrincipalId.Kind.USER, HexFormat.of().formatHex(value)).toString();
    tx.identities().create(id, account.value(), name.text(), clock.instant());
    tx.identities().password(id, hash.encoded());
    tx.identities().grants(id, Rows.grants(Set.of(Grant.of(Role.MANAGER, account))));
    remember(tx, account, "user.create", "user " + name + ", the first Manager");
    return true;
  }

  /// The file says the password while that is the password, and goes then.
  private Started look(IdentityName name, PasswordFile kept)
      throws StoreException, IOException, BusyException {
    var written = kept.read();
    if (written.isPresent()) {
      var hash =
          metadata
              .read(tx -> tx.identities().byName(name.text()))
              .flatMap(StoredIdentity::password);
      if (hash.isPresent() && hasher.check(written.get(), PasswordHash.parse(hash.get())).right()) {
        return new Started.Unchanged(name);
      }
    }
    kept.delete();
    return new Started.Ready();
  }

  /// Gives a user a new, generated password: for who has lost it and may use the server's own
  /// machine. Where nobody is left to manage their account they become its Manager.
  ///
  /// @return empty where there is no user of that name with a password of this server's
  public Optional<Password> resetPassword(IdentityName name) throws StoreException, BusyException {
    var password = Password.generate(random);
    var hash = hasher.hash(password);
    return metadata.write(tx -> reset(tx, name, hash)) ? Optional.of(password) : Optional.empty();
  }

  private boolean reset(Transaction tx, IdentityName name, PasswordHash hash) {
    tx.identities().lock();
    var found =
        tx.identities()
            .byName(name.text())
            .filter(row -> takesPassword(PrincipalId.parse(row.id())));
    if (found.isEmpty()) {
      return false;
    }
    var row = found.get();
    var account = AccountId.parse(row.account());
    tx.identities().password(row.id(), hash.encoded());
    if (!LastManager.remains(tx, account)) {
      var roles = new HashSet<>(Rows.identity(row).grants().all());
      roles.add(Grant.of(Role.MANAGER, account));
      tx.identities().grants(row.id(), Rows.grants(roles));
    }
    remember(tx, account, "user.password", "user " + name + ", on the server's machine");
    return true;
  }

  private static boolean takesPassword(PrincipalId id) {
    return id.kind() == PrincipalId.Kind.USER && !id.ofProvider();
  }

  private void remember(Transaction tx, AccountId account, String action, String resource) {
    var event =
        new AuditEvent(
            clock.instant(),
            AuditAction.parse("container-registry." + action),
            AuditEvent.Outcome.SUCCESS,
            new Principal.Known(SERVER, account, "breakwater", Optional.empty()),
            resource,
            "",
            "",
            "");
    tx.auditEvents().add(Rows.event(event, account));
  }
}
