package io.breakwater.accounts.audit;

import io.breakwater.store.StoreException;

/// Remembers audit events. Safe for use by many threads.
public interface AuditTrail {
  /// Remembers one, for good when this returns.
  ///
  /// @throws StoreException it is not remembered: a management call that was to be done after
  ///     it is not done
  void record(AuditEvent event) throws StoreException;
}
