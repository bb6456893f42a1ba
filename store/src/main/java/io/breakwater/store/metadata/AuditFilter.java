package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// Which audit events of an account are asked for.
///
/// @param principal ID of one
/// @param action name of one
/// @param from first instant that counts
public record AuditFilter(
    String account,
    Optional<String> principal,
    Optional<String> action,
    Optional<String> outcome,
    Instant from) {
  /// All of an account.
  public static AuditFilter of(String account) {
    return new AuditFilter(
        account, Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
  }
}
