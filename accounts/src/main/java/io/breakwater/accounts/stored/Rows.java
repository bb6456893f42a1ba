package io.breakwater.accounts.stored;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.apikeys.ApiKeyHash;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.store.metadata.StoredApiKey;
import io.breakwater.store.metadata.StoredAuditEvent;
import io.breakwater.store.metadata.StoredGrant;
import io.breakwater.store.metadata.StoredIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Values of this module as rows, and rows as values. Roles and outcomes are stored by the names
/// of their constants, which therefore stay.
public final class Rows {
  private Rows() {}

  /// Somebody with their roles.
  public static Identity identity(StoredIdentity row) {
    return new Identity(
        PrincipalId.parse(row.id()),
        AccountId.parse(row.account()),
        new IdentityName(row.name()),
        new Grants(row.grants().stream().map(Rows::grant).toList()),
        row.generation());
  }

  private static Grant grant(StoredGrant row) {
    return new Grant(Role.valueOf(row.role()), AccountId.parse(row.account()), row.namespace());
  }

  /// Roles.
  public static List<StoredGrant> grants(Collection<Grant> grants) {
    return grants.stream()
        .map(
            grant ->
                new StoredGrant(grant.role().name(), grant.account().value(), grant.namespace()))
        .toList();
  }

  /// A key.
  public static IssuedKey key(StoredApiKey row) {
    return new IssuedKey(
        row.id(),
        new ApiKeyHash(row.hash()),
        row.shown(),
        PrincipalId.parse(row.owner()),
        row.name(),
        row.created(),
        row.expires(),
        row.lastUse());
  }

  /// A key.
  public static StoredApiKey key(IssuedKey key) {
    return new StoredApiKey(
        key.id(),
        key.hash().hex(),
        key.shown(),
        key.owner().toString(),
        key.name(),
        key.created(),
        key.expires(),
        key.lastUse());
  }

  /// An event.
  ///
  /// @param nobodys the account to whose trail events of nobody known belong
  public static StoredAuditEvent event(AuditEvent event, AccountId nobodys) {
    var known =
        event.principal() instanceof Principal.Known someone
            ? Optional.of(someone)
            : Optional.<Principal.Known>empty();
    return new StoredAuditEvent(
        0,
        event.time(),
        known.map(Principal.Known::account).orElse(nobodys).value(),
        event.action().toString(),
        event.outcome().name(),
        known.map(each -> each.id().toString()).orElse(""),
        event.principal().display(),
        known.flatMap(Principal.Known::apiKey),
        event.resource(),
        event.reason(),
        event.address(),
        event.requestId());
  }

  /// An event as it was remembered; who it was may be there no more.
  public static AuditEvent event(StoredAuditEvent row) {
    var principal =
        row.principal().isEmpty()
            ? new Principal.Anonymous()
            : new Principal.Known(
                PrincipalId.parse(row.principal()),
                AccountId.parse(row.account()),
                row.display(),
                row.apiKey());
    return new AuditEvent(
        row.time(),
        AuditAction.parse(row.action()),
        AuditEvent.Outcome.valueOf(row.outcome()),
        principal,
        row.resource(),
        row.reason(),
        row.address(),
        row.request());
  }
}
