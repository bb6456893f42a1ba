package io.breakwater.accounts.audit;

import io.breakwater.store.StoreException;

/// Remembers audit events. Safe for use by many threads.
public interface AuditTrail {
  /// Remembers one, for good when this returns: for management calls.
  ///
  /// @throws StoreException it is not remembered: a management call that was to be done after
  ///     it is not done
  void record(AuditEvent event) throws StoreException;

  /// Remembers one soon: for denials and failed logins, which anybody can cause without end.
  /// Never waits and never fails; what comes faster than it can be kept, and what a crash comes
  /// before, is lost.
  void note(AuditEvent event);
}
