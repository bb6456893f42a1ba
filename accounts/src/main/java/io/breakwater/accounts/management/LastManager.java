package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Role;
import io.breakwater.store.metadata.StoredIdentity;
import io.breakwater.store.metadata.Transaction;

/// Whether anybody is left to manage an account: a Manager of the whole of it who can log in, with
/// a password or through a provider. Keys do not count, for they end.
public final class LastManager {
  private LastManager() {}

  /// Whether there is one. True of what a work would leave behind, once identities are locked.
  public static boolean remains(Transaction tx, AccountId account) {
    return tx.identities().holders(account.value(), Role.MANAGER.name()).stream()
        .anyMatch(LastManager::logsIn);
  }

  private static boolean logsIn(StoredIdentity row) {
    return row.password().isPresent() || PrincipalId.parse(row.id()).ofProvider();
  }
}
