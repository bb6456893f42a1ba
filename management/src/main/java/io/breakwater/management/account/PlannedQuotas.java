package io.breakwater.management.account;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.quotas.AccountLimits;
import io.breakwater.registry.quotas.AccountQuotas;
import io.breakwater.registry.quotas.AccountUsage;
import io.breakwater.store.StoreException;
import java.util.OptionalLong;

/// The quotas of accounts, none of them above what the account's [Plan] allows.
final class PlannedQuotas {
  private final AccountQuotas quotas;
  private final StoredAccountSettings settings;

  PlannedQuotas(AccountQuotas quotas, StoredAccountSettings settings) {
    this.quotas = quotas;
    this.settings = settings;
  }

  AccountLimits limits(AccountId account) throws StoreException {
    return quotas.limits(account);
  }

  AccountUsage usage(AccountId account) throws StoreException {
    return quotas.usage(account);
  }

  /// Whether the account's plan allows so much.
  boolean allowed(AccountId account, AccountLimits limits) throws StoreException {
    var plan = settings.of(account).plan();
    return within(limits.storageBytes(), plan.storage())
        && within(limits.trafficBytes(), plan.traffic());
  }

  private static boolean within(OptionalLong limit, OptionalLong most) {
    return most.isEmpty() || (limit.isPresent() && limit.getAsLong() <= most.getAsLong());
  }

  void set(AccountId account, AccountLimits limits) throws StoreException {
    quotas.set(account, limits);
  }

  /// Gives an account a plan, and lowers what is above it.
  void plan(AccountId account, Plan plan) throws StoreException {
    var limits = quotas.limits(account);
    // First: with the plan, none is above it at any moment.
    quotas.set(
        account,
        new AccountLimits(
            lower(limits.storageBytes(), plan.storage()),
            lower(limits.trafficBytes(), plan.traffic())));
    settings.plan(account, plan);
  }

  private static OptionalLong lower(OptionalLong limit, OptionalLong most) {
    return within(limit, most) ? limit : most;
  }
}
