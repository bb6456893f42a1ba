package io.breakwater.accounts.audit;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import java.time.Instant;
import java.util.Optional;

/// Which events of an account's trail are asked for.
///
/// @param principal of one only
/// @param action of one only
/// @param from first instant that counts
/// @param until first instant that no longer counts
public record AuditQuery(
    AccountId account,
    Optional<PrincipalId> principal,
    Optional<AuditAction> action,
    Optional<AuditEvent.Outcome> outcome,
    Optional<Instant> from,
    Optional<Instant> until) {
  /// All there are.
  public static AuditQuery of(AccountId account) {
    return new AuditQuery(
        account,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
