package io.breakwater.accounts.management;

import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The service IDs of an account: programs with roles and keys of their own, and no password.
public final class ServiceIds {
  private final Audited audited;
  private final Members members;

  /// Service IDs in the metadata.
  public ServiceIds(Metadata metadata, AuditTrail trail, InstantSource clock, SecureRandom random) {
    this.audited = new Audited(metadata, trail, clock);
    this.members = new Members(PrincipalId.Kind.SERVICE, "service-id", audited, clock, random);
  }

  /// Those of the account worked in, by name: up to so many after a name. Managers only.
  public Outcome<List<Member>> list(Caller caller, String after, int limit) throws StoreException {
    return members.page(caller, after, limit);
  }

  /// One of them. Managers only.
  public Outcome<Member> find(Caller caller, String name) throws StoreException {
    return members.one(caller, name);
  }

  /// Makes one, without roles and keys. Managers only.
  public Outcome<Member> create(Caller caller, String name) throws StoreException {
    var call = members.call(caller, "create", name);
    return members.within(
        call,
        Action.IDENTITY_MANAGE,
        account -> {
          try {
            var parsed = IdentityName.parse(name);
            return audited.change(call, tx -> members.add(tx, call, parsed, Optional.empty()));
          } catch (IllegalArgumentException e) {
            return audited.failed(call, new Refusal.Invalid(String.valueOf(e.getMessage())));
          }
        });
  }

  /// Deletes one with its keys and roles. Managers only.
  public Outcome<Boolean> delete(Caller caller, String name) throws StoreException {
    return members.delete(caller, name);
  }
}
