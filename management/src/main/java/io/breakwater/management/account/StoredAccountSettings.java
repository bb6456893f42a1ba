package io.breakwater.management.account;

import io.breakwater.accounts.AccountId;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import io.breakwater.store.metadata.Transaction;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Keeps [AccountSettings] in the metadata's settings, in the scope `account/ID`. What is as in
/// the beginning is not kept. Safe for use by many threads and several servers.
///
/// | name | value |
/// |---|---|
/// | `private-only`, `platform-metrics` | `true` |
/// | `plan` | `Free` |
public final class StoredAccountSettings {
  private static final String SCOPE = Settings.account("");
  private static final String PRIVATE_ONLY = "private-only";
  private static final String PLATFORM_METRICS = "platform-metrics";
  private static final String PLAN = "plan";
  private static final String TRUE = "true";
  private static final long FRESH = 1_000_000_000;

  private final Metadata metadata;
  private final LongSupplier nanos;
  private final AtomicReference<Known> known = new AtomicReference<>(NOTHING);

  private static final Known NOTHING = new Known(Set.of(), 0, false);

  private record Known(Set<AccountId> accounts, long at, boolean valid) {}

  public StoredAccountSettings(Metadata metadata) {
    this(metadata, System::nanoTime);
  }

  StoredAccountSettings(Metadata metadata, LongSupplier nanos) {
    this.metadata = metadata;
    this.nanos = nanos;
  }

  /// What an account is set to.
  public AccountSettings of(AccountId account) throws StoreException {
    return metadata.read(tx -> of(tx, account));
  }

  private static AccountSettings of(Transaction tx, AccountId account) {
    Map<String, String> all = tx.settings().all(Settings.account(account.value()));
    return new AccountSettings(
        TRUE.equals(all.get(PRIVATE_ONLY)),
        TRUE.equals(all.get(PLATFORM_METRICS)),
        Plan.parse(all.getOrDefault(PLAN, "")).orElse(Plan.STANDARD));
  }

  /// Whether images are pushed and pulled over private connections only.
  public void privateOnly(AccountId account, boolean only) throws StoreException {
    set(account, PRIVATE_ONLY, only ? TRUE : "");
    known.set(new Known(Set.of(), 0, false));
  }

  /// Whether what the account uses stands in `/metrics`.
  public void platformMetrics(AccountId account, boolean metrics) throws StoreException {
    set(account, PLATFORM_METRICS, metrics ? TRUE : "");
  }

  /// The ceiling of its quotas.
  public void plan(AccountId account, Plan plan) throws StoreException {
    set(account, PLAN, plan == Plan.STANDARD ? "" : plan.label());
  }

  private void set(AccountId account, String name, String value) throws StoreException {
    var _ =
        metadata.write(
            tx -> {
              if (value.isEmpty()) {
                tx.settings().delete(Settings.account(account.value()), name);
              } else {
                tx.settings().put(Settings.account(account.value()), name, value);
              }
              return true;
            });
  }

  /// The accounts that are pulled from over private connections only: as it was at most a second
  /// ago where another server has changed it. Asked by each push and pull.
  Set<AccountId> privateOnly() throws StoreException {
    var now = nanos.getAsLong();
    var last = known.get();
    if (last.valid() && now - last.at() < FRESH) {
      return last.accounts();
    }
    var accounts = with(PRIVATE_ONLY);
    // Where it was changed meanwhile, what was read may be what it was before.
    var _ = known.compareAndSet(last, new Known(accounts, now, true));
    return accounts;
  }

  /// The accounts whose use stands in `/metrics`.
  public Set<AccountId> platformMetrics() throws StoreException {
    return with(PLATFORM_METRICS);
  }

  private Set<AccountId> with(String name) throws StoreException {
    Map<String, String> scopes = metadata.read(tx -> tx.settings().everywhere(name));
    return scopes.entrySet().stream()
        .filter(each -> each.getKey().startsWith(SCOPE) && each.getValue().equals(TRUE))
        .map(each -> new AccountId(each.getKey().substring(SCOPE.length())))
        .collect(Collectors.toUnmodifiableSet());
  }
}
