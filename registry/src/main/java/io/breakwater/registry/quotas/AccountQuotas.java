package io.breakwater.registry.quotas;

import io.breakwater.accounts.AccountId;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import io.breakwater.store.metadata.Transaction;
import java.util.Optional;
import java.util.OptionalLong;

/// The quotas of accounts. Storage over the limit is refused like that over a namespace's own
/// quota, before the bytes are taken where their number is said; pulls over the limit by
/// [AccountTraffic].
public final class AccountQuotas {
  private static final String TRAFFIC = "traffic-quota";

  private final Metadata metadata;
  private final AccountTraffic traffic;

  public AccountQuotas(Metadata metadata, AccountTraffic traffic) {
    this.metadata = metadata;
    this.traffic = traffic;
  }

  /// What an account may use.
  public AccountLimits limits(AccountId account) throws StoreException {
    return metadata.read(tx -> limits(tx, account));
  }

  static AccountLimits limits(Transaction tx, AccountId account) {
    var all = tx.settings().all(Settings.account(account.value()));
    return new AccountLimits(
        number(Optional.ofNullable(all.get(Settings.STORAGE_QUOTA))),
        number(Optional.ofNullable(all.get(TRAFFIC))));
  }

  private static OptionalLong number(Optional<String> text) {
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
  }

  /// Limits what an account may use from now on; what is there stays. Every server goes by it
  /// within a second.
  public void set(AccountId account, AccountLimits limits) throws StoreException {
    metadata.write(
        tx -> {
          put(tx, account, Settings.STORAGE_QUOTA, limits.storageBytes());
          put(tx, account, TRAFFIC, limits.trafficBytes());
          return true;
        });
    traffic.forget(account);
  }

  private static void put(Transaction tx, AccountId account, String name, OptionalLong bytes) {
    var scope = Settings.account(account.value());
    if (bytes.isPresent()) {
      tx.settings().put(scope, name, Long.toString(bytes.getAsLong()));
    } else {
      tx.settings().delete(scope, name);
    }
  }

  /// What an account uses. Of traffic what this server knows: what others served in the last
  /// seconds comes later.
  public AccountUsage usage(AccountId account) throws StoreException {
    var stored = metadata.read(tx -> tx.namespaces().used(account.value()));
    return new AccountUsage(stored, traffic.used(account));
  }
}
