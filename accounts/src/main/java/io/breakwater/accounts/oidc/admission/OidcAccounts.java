package io.breakwater.accounts.oidc.admission;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.oidc.GroupRoles;
import io.breakwater.accounts.oidc.OidcIdentity;
import io.breakwater.accounts.stored.Rows;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Makes users of those whom a provider signed in, and keeps their roles what their groups give.
///
/// Who somebody is say issuer and subject alone ([OidcIdentity#id]). The name is made once, of
/// what the provider shows; where another has it already, digits of the ID are added, so that
/// nobody becomes `admin` by being called so.
///
/// Where groups have roles these are given anew at each login, and no others stay in the account.
/// Where none have, roles are given here, by Managers.
public final class OidcAccounts {
  private static final int[] DIGITS = {6, 12, 40};
  private static final int LONGEST = 80;

  private final Metadata metadata;
  private final AccountId account;
  private final GroupRoles groups;
  private final InstantSource clock;

  /// Users of an account.
  ///
  /// @param account the home of those who are new
  public OidcAccounts(
      Metadata metadata, AccountId account, GroupRoles groups, InstantSource clock) {
    this.metadata = metadata;
    this.account = account;
    this.groups = groups;
    this.clock = clock;
  }

  /// Lets somebody in; their login is in the audit trail with it.
  ///
  /// @param address where the browser is
  public Identity admit(OidcIdentity signedIn, String address, String requestId)
      throws StoreException {
    return metadata.write(tx -> admit(tx, signedIn, address, requestId));
  }

  private Identity admit(Transaction tx, OidcIdentity signedIn, String address, String requestId) {
    tx.identities().lock();
    var id = signedIn.id().toString();
    var known = tx.identities().byId(id);
    var done = new ArrayList<>(List.of("account.login"));
    if (known.isEmpty()) {
      var name = name(tx, signedIn);
      tx.identities().create(id, account.value(), name.text(), clock.instant());
      done.addFirst("user.create");
    }
    var before = known.or(() -> tx.identities().byId(id)).orElseThrow();
    if (!groups.roles().isEmpty() && give(tx, before, signedIn.groups())) {
      done.addLast("role.assign");
    }
    var identity = Rows.identity(tx.identities().byId(id).orElseThrow());
    done.forEach(action -> remember(tx, identity, action, address, requestId));
    return identity;
  }

  private boolean give(Transaction tx, StoredIdentity row, Set<String> members) {
    var had = Rows.identity(row).grants().all();
    var roles = new HashSet<Grant>(groups.grants(members).all());
    had.stream().filter(grant -> !grant.account().equals(account)).forEach(roles::add);
    return !roles.equals(had) && tx.identities().grants(row.id(), Rows.grants(roles));
  }

  private static IdentityName name(Transaction tx, OidcIdentity signedIn) {
    var shown = shown(signedIn.display());
    if (shown.isPresent() && tx.identities().byName(shown.get().text()).isEmpty()) {
      return shown.get();
    }
    var stem = shown.map(IdentityName::text).orElse("user");
    var id = signedIn.id().value();
    for (var digits : DIGITS) {
      var name = new IdentityName(stem + "-" + id.substring(id.length() - digits));
      if (tx.identities().byName(name.text()).isEmpty()) {
        return name;
      }
    }
    throw new IllegalStateException("another has the whole ID in their name");
  }

  private static Optional<IdentityName> shown(String display) {
    var text =
        display
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._@+-]+", "-")
            .replaceFirst("^[^a-z0-9]+", "");
    try {
      return Optional.of(new IdentityName(text.substring(0, Math.min(text.length(), LONGEST))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void remember(
      Transaction tx, Identity identity, String action, String address, String requestId) {
    var event =
        new AuditEvent(
            clock.instant(),
            AuditAction.parse("container-registry." + action),
            AuditEvent.Outcome.SUCCESS,
            identity.principal(Optional.empty()),
            "user " + identity.name() + ", through the provider",
            "",
            address,
            requestId);
    tx.auditEvents().add(Rows.event(event, account));
  }
}
