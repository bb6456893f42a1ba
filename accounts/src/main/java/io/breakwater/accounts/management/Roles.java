package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.management.Audited.Call;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredGrant;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who has which role in an account or one of its namespaces. A Manager of a namespace gives and
/// takes roles in it; for the account its Managers do.
public final class Roles {
  private final Audited audited;
  private final boolean fromProvider;

  /// Roles in the metadata.
  ///
  /// @param fromProvider those who log in through a provider have the roles of their groups
  ///     there, given anew at each login, and no others
  public Roles(Metadata metadata, AuditTrail trail, InstantSource clock, boolean fromProvider) {
    this.audited = new Audited(metadata, trail, clock);
    this.fromProvider = fromProvider;
  }

  private record Target(Call call, AccountId account, String name, StoredGrant grant) {}

  /// Gives a role; nothing changes where they have it.
  ///
  /// @param name of a user or service ID of the account
  /// @param namespace where it is for one only
  public Outcome<Member> grant(Caller caller, String name, Role role, Optional<String> namespace)
      throws StoreException {
    return change(caller, "assign", name, role, namespace);
  }

  /// Takes a role; nothing changes where they do not have it.
  public Outcome<Member> revoke(Caller caller, String name, Role role, Optional<String> namespace)
      throws StoreException {
    return change(caller, "revoke", name, role, namespace);
  }

  private Outcome<Member> change(
      Caller caller, String verb, String name, Role role, Optional<String> namespace)
      throws StoreException {
    var where = namespace.map(each -> " in namespace " + each).orElse("");
    var call = new Call(caller, "role." + verb, role.label() + " of " + name + where);
    if (!(caller.principal() instanceof Principal.Known known)) {
      return audited.nobody(call, Action.IDENTITY_MANAGE);
    }
    var account = known.account();
    var resource =
        namespace
            .<Resource>map(each -> new Resource.Namespace(account, each, false))
            .orElseGet(() -> new Resource.Account(account));
    var permission = new Permission(Action.IDENTITY_MANAGE, resource);
    if (!audited.allowed(call, permission)) {
      return Audited.notAllowed(call, permission);
    }
    var grant = new StoredGrant(role.name(), account.value(), namespace);
    var target = new Target(call, account, name, grant);
    return audited.change(call, tx -> change(tx, target, verb.equals("assign")));
  }

  private Outcome<Member> change(Transaction tx, Target target, boolean give) {
    var found = Members.find(tx, target.account(), target.name());
    if (found.isEmpty()) {
      return Audited.refused(Members.unknown(target.account(), target.name()));
    }
    var row = found.get();
    var problem = problem(tx, target, row, give);
    if (problem.isPresent()) {
      return Audited.refused(problem.get());
    }
    var roles = new ArrayList<>(row.grants());
    var changed =
        give
            ? !roles.contains(target.grant()) && roles.add(target.grant())
            : roles.remove(target.grant());
    if (!changed) {
      return new Outcome.Done<>(Member.of(row));
    }
    return put(tx, target.account(), row, roles);
  }

  private static Outcome<Member> put(
      Transaction tx, AccountId account, StoredIdentity row, List<StoredGrant> roles) {
    var managed = LastManager.remains(tx, account);
    tx.identities().grants(row.id(), roles);
    if (managed && !LastManager.remains(tx, account)) {
      return Audited.refused(Members.lastManager(account));
    }
    return new Outcome.Done<>(Member.of(tx.identities().byId(row.id()).orElseThrow()));
  }

  private Optional<Refusal> problem(
      Transaction tx, Target target, StoredIdentity row, boolean give) {
    if (fromProvider && PrincipalId.parse(row.id()).ofProvider()) {
      return Optional.of(
          new Refusal.Conflict(
              "their roles are those of their groups at the provider; change the groups, or what"
                  + " roles groups have in the configuration"));
    }
    var grant = target.grant();
    if (!give
        && row.id().equals(target.call().known().id().toString())
        && grant.role().equals(Role.MANAGER.name())
        && grant.namespace().isEmpty()) {
      return Optional.of(
          new Refusal.Conflict("nobody takes their own role Manager; another Manager does"));
    }
    return give
        ? grant.namespace().flatMap(name -> missing(tx, target.account(), name))
        : Optional.empty();
  }

  /// A role for a namespace that comes later would be somebody's surprise.
  private static Optional<Refusal> missing(Transaction tx, AccountId account, String name) {
    return tx.namespaces()
            .find(name)
            .filter(found -> found.account().equals(account.value()))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal.Unknown(
                "there is no such namespace in account " + account + "; create it first"));
  }
}
