package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.management.Audited.Call;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is the same for users and service IDs.
final class Members {
  private static final int LARGEST_PAGE = 1_000;
  private static final int ID = 12;

  private final PrincipalId.Kind kind;
  private final String noun;
  private final Audited audited;
  private final InstantSource clock;
  private final SecureRandom random;

  Members(
      PrincipalId.Kind kind,
      String noun,
      Audited audited,
      InstantSource clock,
      SecureRandom random) {
    this.kind = kind;
    this.noun = noun;
    this.audited = audited;
    this.clock = clock;
    this.random = random;
  }

  Call call(Caller caller, String verb, String name) {
    return new Call(caller, noun + "." + verb, noun + " " + name);
  }

  static Permission manage(AccountId account) {
    return new Permission(Action.IDENTITY_MANAGE, new Resource.Account(account));
  }

  static Permission listed(AccountId account) {
    return new Permission(Action.IDENTITY_LIST, new Resource.Account(account));
  }

  static Optional<IdentityName> name(String typed) {
    try {
      return Optional.of(IdentityName.parse(typed));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Somebody of an account, by name.
  static Optional<StoredIdentity> find(Transaction tx, AccountId account, String typed) {
    return name(typed)
        .flatMap(name -> tx.identities().byName(name.text()))
        .filter(row -> row.account().equals(account.value()));
  }

  static Refusal unknown(AccountId account, String typed) {
    var shown = name(typed).map(name -> " called " + name).orElse(" of that name");
    return new Refusal.Unknown("there is no user or service ID" + shown + " in account " + account);
  }

  /// Whether somebody has roles in another account, which a password or key would carry along.
  static boolean elsewhere(StoredIdentity row, AccountId account) {
    return row.grants().stream().anyMatch(grant -> !grant.account().equals(account.value()));
  }

  static Refusal managedElsewhere() {
    return new Refusal.Conflict(
        "they have roles in other accounts, too; only they themselves change what they log in"
            + " with");
  }

  PrincipalId newId() {
    var bytes = new byte[ID];
    random.nextBytes(bytes);
    return new PrincipalId(kind, HexFormat.of().formatHex(bytes));
  }

  /// Makes one, in the call's transaction.
  Outcome<Member> add(Transaction tx, Call call, IdentityName name, Optional<String> passwordHash) {
    var id = newId().toString();
    if (!tx.identities().create(id, call.account().value(), name.text(), clock.instant())) {
      return Audited.refused(
          new Refusal.Conflict(
              "there is a user or service ID called " + name + " already; choose another name"));
    }
    passwordHash.ifPresent(hash -> tx.identities().password(id, hash));
    return new Outcome.Done<>(Member.of(tx.identities().byId(id).orElseThrow()));
  }

  private Optional<StoredIdentity> own(Transaction tx, AccountId account, String typed) {
    return find(tx, account, typed).filter(row -> PrincipalId.parse(row.id()).kind() == kind);
  }

  Outcome<Member> one(Caller caller, String typed) throws StoreException {
    var call = call(caller, "get", typed);
    return within(
        call,
        Action.IDENTITY_LIST,
        account ->
            audited.read(
                call,
                tx ->
                    own(tx, account, typed)
                        .<Outcome<Member>>map(row -> new Outcome.Done<>(Member.of(row)))
                        .orElseGet(() -> Audited.refused(unknown(account, typed)))));
  }

  Outcome<List<Member>> page(Caller caller, String after, int limit) throws StoreException {
    if (limit < 1 || limit > LARGEST_PAGE) {
      return Audited.refused(new Refusal.Invalid("a page has 1 to 1000 entries"));
    }
    var call = new Call(caller, noun + ".list", "");
    return within(
        call,
        Action.IDENTITY_LIST,
        account -> audited.read(call, tx -> new Outcome.Done<>(page(tx, account, after, limit))));
  }

  private List<Member> page(Transaction tx, AccountId account, String after, int limit) {
    return tx
        .identities()
        .page(account.value(), kindPrefix(), after.toLowerCase(Locale.ROOT), limit)
        .stream()
        .map(Member::of)
        .toList();
  }

  private String kindPrefix() {
    return kind.name().toLowerCase(Locale.ROOT) + ":";
  }

  Outcome<Boolean> delete(Caller caller, String typed) throws StoreException {
    var call = call(caller, "delete", typed);
    return within(
        call,
        Action.IDENTITY_MANAGE,
        account -> audited.change(call, tx -> delete(tx, call, account, typed)));
  }

  private Outcome<Boolean> delete(Transaction tx, Call call, AccountId account, String typed) {
    var found = own(tx, account, typed);
    if (found.isEmpty()) {
      return Audited.refused(unknown(account, typed));
    }
    if (found.get().id().equals(call.known().id().toString())) {
      return Audited.refused(
          new Refusal.Conflict("nobody deletes themselves; another Manager does"));
    }
    var managed = LastManager.remains(tx, account);
    tx.identities().delete(found.get().id());
    if (managed && !LastManager.remains(tx, account)) {
      return Audited.refused(lastManager(account));
    }
    return new Outcome.Done<>(true);
  }

  static Refusal lastManager(AccountId account) {
    return new Refusal.Conflict(
        "nobody could manage account " + account + " any more; make another user Manager first");
  }

  /// What is done by somebody who may do something to the account they work in.
  <T> Outcome<T> within(Call call, Action action, Inside<T> inside) throws StoreException {
    return within(audited, call, action, inside);
  }

  static <T> Outcome<T> within(Audited audited, Call call, Action action, Inside<T> inside)
      throws StoreException {
    return switch (call.caller().principal()) {
      case Principal.Anonymous nobody -> audited.nobody(call, action);
      case Principal.Known known -> {
        var permission = new Permission(action, new Resource.Account(known.account()));
        yield audited.allowed(call, permission)
            ? inside.run(known.account())
            : Audited.notAllowed(call, permission);
      }
    };
  }

  /// What is done in an account.
  @FunctionalInterface
  interface Inside<T> {
    Outcome<T> run(AccountId account) throws StoreException;
  }
}
