package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Decision;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.login.LoginResult;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.management.Audited.Call;
import io.breakwater.accounts.passwords.BusyException;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHash;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.sessions.SessionHash;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The users of an account.
public final class Users {
  private final Audited audited;
  private final Members members;
  private final Logins logins;
  private final PasswordHasher hasher;
  private final SecureRandom random;

  /// A user that was made, or has another password.
  ///
  /// @param generated the password where none was given: to show once
  public record WithPassword(Member member, Optional<Password> generated) {}

  /// Users in the metadata.
  ///
  /// @param logins looks at old passwords, and slows those who try
  public Users(
      Metadata metadata,
      AuditTrail trail,
      Logins logins,
      PasswordHasher hasher,
      InstantSource clock,
      SecureRandom random) {
    this.audited = new Audited(metadata, trail, clock);
    this.members = new Members(PrincipalId.Kind.USER, "user", audited, clock, random);
    this.logins = logins;
    this.hasher = hasher;
    this.random = random;
  }

  /// Those of the account worked in, by name: up to so many after a name. Managers only.
  public Outcome<List<Member>> list(Caller caller, String after, int limit) throws StoreException {
    return members.page(caller, after, limit);
  }

  /// One of them. Managers only.
  public Outcome<Member> find(Caller caller, String name) throws StoreException {
    return members.one(caller, name);
  }

  /// Makes one, without roles. Managers only.
  ///
  /// @param password one is generated where none is given
  public Outcome<WithPassword> create(Caller caller, String name, Optional<String> password)
      throws StoreException {
    var call = members.call(caller, "create", name);
    return members.within(call, Action.IDENTITY_MANAGE, account -> create(call, name, password));
  }

  private Outcome<WithPassword> create(Call call, String typed, Optional<String> password)
      throws StoreException {
    try {
      var name = IdentityName.parse(typed);
      var given = given(password);
      var hash = hasher.hash(given);
      return audited.change(
          call,
          tx ->
              switch (members.add(tx, call, name, Optional.of(hash.encoded()))) {
                case Outcome.Refused<Member> refused -> Audited.refused(refused.why());
                case Outcome.Done<Member> done ->
                    new Outcome.Done<>(shown(done.value(), password, given));
              });
    } catch (IllegalArgumentException e) {
      return audited.failed(call, new Refusal.Invalid(String.valueOf(e.getMessage())));
    } catch (BusyException e) {
      return Audited.refused(new Refusal.Busy());
    }
  }

  private Password given(Optional<String> text) {
    return text.map(Password::chosen).orElseGet(() -> Password.generate(random));
  }

  private static WithPassword shown(Member member, Optional<String> typed, Password password) {
    return new WithPassword(member, typed.isEmpty() ? Optional.of(password) : Optional.empty());
  }

  /// Deletes one with their keys and roles. Managers only, and not themselves.
  public Outcome<Boolean> delete(Caller caller, String name) throws StoreException {
    return members.delete(caller, name);
  }

  /// Gives another user a new password, who may have forgotten theirs. Managers only; for their
  /// own there is [#changePassword].
  ///
  /// @param password one is generated where none is given
  public Outcome<WithPassword> resetPassword(Caller caller, String name, Optional<String> password)
      throws StoreException {
    var call = members.call(caller, "password", name);
    return members.within(
        call, Action.IDENTITY_MANAGE, account -> reset(call, account, name, password));
  }

  private Outcome<WithPassword> reset(
      Call call, AccountId account, String name, Optional<String> password) throws StoreException {
    try {
      var given = given(password);
      var hash = hasher.hash(given);
      return audited.change(
          call,
          tx -> {
            var found = Members.find(tx, account, name);
            var problem = found.flatMap(row -> unfit(row, call));
            if (found.isEmpty() || problem.isPresent()) {
              return Audited.refused(problem.orElseGet(() -> Members.unknown(account, name)));
            }
            tx.identities().password(found.get().id(), hash.encoded());
            return new Outcome.Done<>(shown(reread(tx, found.get()), password, given));
          });
    } catch (IllegalArgumentException e) {
      return audited.failed(call, new Refusal.Invalid(String.valueOf(e.getMessage())));
    } catch (BusyException e) {
      return Audited.refused(new Refusal.Busy());
    }
  }

  private static Member reread(Transaction tx, StoredIdentity row) {
    return Member.of(tx.identities().byId(row.id()).orElseThrow());
  }

  /// Who cannot be given a password by a Manager.
  private static Optional<Refusal> unfit(StoredIdentity row, Call call) {
    var id = PrincipalId.parse(row.id());
    if (id.kind() == PrincipalId.Kind.SERVICE) {
      return Optional.of(
          new Refusal.Conflict("a service ID has no password; make an API key for it"));
    }
    if (id.ofProvider()) {
      return Optional.of(
          new Refusal.Conflict("they log in through the provider and have no password here"));
    }
    if (id.equals(call.known().id())) {
      return Optional.of(
          new Refusal.Conflict("this is your own password; change it with the old one"));
    }
    return Members.elsewhere(row, call.account())
        ? Optional.of(Members.managedElsewhere())
        : Optional.empty();
  }

  /// Changes one's own password. Everybody may who has one, and gives the old one; whoever tries
  /// wrong ones is slowed as at a login. Tokens made before hold no more, and all sessions end but
  /// the one of who asks; API keys stay.
  public Outcome<Boolean> changePassword(Caller caller, String old, String renewed)
      throws StoreException {
    if (!(caller.principal() instanceof Principal.Known known)) {
      return Audited.refused(
          new Refusal.NotAllowed(new Decision.LoginRequired("change your password: log in")));
    }
    var call = members.call(caller, "password", known.display());
    try {
      var typed = Password.typed(old);
      var chosen = Password.chosen(renewed);
      var login =
          logins.login(new Credentials.ByPassword(known.display(), typed), caller.address());
      return switch (login) {
        case LoginResult.Refused refused -> wrong(call);
        case LoginResult.Slowed slowed -> Audited.refused(new Refusal.Slowed(slowed.retryAfter()));
        case LoginResult.Busy busy -> Audited.refused(new Refusal.Busy());
        // The name may have become another's.
        case LoginResult.Accepted accepted
            when !(accepted.subject().principal() instanceof Principal.Known owner
                && owner.id().equals(known.id())) ->
            wrong(call);
        case LoginResult.Accepted accepted ->
            change(call, known, accepted.subject().generation(), hasher.hash(chosen));
      };
    } catch (IllegalArgumentException e) {
      return audited.failed(call, new Refusal.Invalid(String.valueOf(e.getMessage())));
    } catch (BusyException e) {
      return Audited.refused(new Refusal.Busy());
    }
  }

  private Outcome<Boolean> wrong(Call call) throws StoreException {
    return audited.failed(call, new Refusal.WrongPassword("the old password is not right"));
  }

  private Outcome<Boolean> change(
      Call call, Principal.Known known, long generation, PasswordHash hash) throws StoreException {
    var id = known.id().toString();
    return audited.change(
        call,
        tx -> {
          // Or somebody has changed it since the old one was looked at.
          if (!tx.identities().generation(id).equals(Optional.of(generation))) {
            return Audited.refused(
                new Refusal.Conflict("the password or rights changed meanwhile; try again"));
          }
          var kept = call.caller().session().map(SessionHash::hex);
          tx.identities().password(id, hash.encoded(), kept);
          return new Outcome.Done<>(true);
        });
  }
}
