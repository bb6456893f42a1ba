package io.breakwater.store.metadata;

import org.jspecify.annotations.Nullable;

/// What is read or changed in one transaction.
///
/// May run more than once, and on a thread of the store's: it changes nothing but the transaction,
/// waits for nothing, and lets the exceptions of the transaction's methods through. What it throws
/// undoes the transaction and reaches the caller.
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  /// Reads or changes.
  ///
  /// @param transaction to be used on this thread and during this call only
  T run(Transaction transaction);
}
