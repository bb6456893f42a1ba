package io.breakwater.registry.quotas;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Counts the bytes of blobs that are pulled from the namespaces of accounts, by calendar months
/// (UTC), and refuses pulls over the limit. Counted in memory and written every few seconds: a
/// crash loses what was not written, and a limit is passed by what several servers serve
/// meanwhile, and by pulls that had begun. Safe for use by many threads.
public final class AccountTraffic {
  private static final long NANOS = 1_000_000_000;
  private static final int MOST = 10_000;

  private final Metadata metadata;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<AccountId, AtomicLong> pending = new ConcurrentHashMap<>();
  private final Map<AccountId, Known> known = new ConcurrentHashMap<>();

  public AccountTraffic(Metadata metadata, InstantSource clock) {
    this(metadata, clock, System::nanoTime);
  }

  AccountTraffic(Metadata metadata, InstantSource clock, LongSupplier nanos) {
    this.metadata = metadata;
    this.clock = clock;
    this.nanos = nanos;
  }

  /// @param used by all servers, as it was written at `at`
  private record Known(OptionalLong limit, long used, YearMonth month, long at) {}

  /// Counts what was sent of a blob.
  ///
  /// @param account whose namespace it was pulled from
  public void pulled(AccountId account, long bytes) {
    if (bytes > 0) {
      pending.computeIfAbsent(account, none -> new AtomicLong()).addAndGet(bytes);
    }
  }

  /// Refuses a pull of a blob where the account is over its limit; to be asked before anything is
  /// sent. Reads at most once a second for an account.
  ///
  /// @throws RegistryException `DENIED` with usage and limit
  public void require(AccountId account) throws RegistryException, StoreException {
    var there = known(account);
    var used = there.used() + waiting(account);
    if (there.limit().isPresent() && used >= there.limit().getAsLong()) {
      throw new RegistryException(
          ErrorCode.DENIED,
          "over quota: "
              + used
              + " of "
              + there.limit().getAsLong()
              + " bytes were pulled from this account's namespaces in "
              + there.month()
              + "; wait for the next month, or have the quota raised",
          new Detail.Quota(used, there.limit().getAsLong()));
    }
  }

  private Known known(AccountId account) throws StoreException {
    var month = month();
    var now = nanos.getAsLong();
    var there = known.get(account);
    if (there != null && now - there.at() < NANOS && there.month().equals(month)) {
      return there;
    }
    var limits = metadata.read(tx -> AccountQuotas.limits(tx, account));
    var used =
        limits.trafficBytes().isEmpty()
            ? 0
            : metadata.read(tx -> tx.traffic().used(account.value(), month));
    var fresh = new Known(limits.trafficBytes(), used, month, now);
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(account, fresh);
    return fresh;
  }

  private long waiting(AccountId account) {
    var waiting = pending.get(account);
    return waiting == null ? 0 : waiting.get();
  }

  private YearMonth month() {
    return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
  }

  /// What was pulled this month.
  long used(AccountId account) throws StoreException {
    var month = month();
    long written = metadata.read(tx -> tx.traffic().used(account.value(), month));
    return written + waiting(account);
  }

  void forget(AccountId account) {
    known.remove(account);
  }

  /// Writes what was counted; to be called every few seconds, and before the server ends.
  ///
  /// @return of how many accounts
  public int flush() throws StoreException {
    var counted = new HashMap<AccountId, Long>();
    pending.forEach(
        (account, bytes) -> {
          var some = bytes.getAndSet(0);
          if (some > 0) {
            counted.put(account, some);
          }
        });
    if (counted.isEmpty()) {
      return 0;
    }
    try {
      var month = month();
      metadata.note(
          tx -> {
            counted.forEach((account, bytes) -> tx.traffic().add(account.value(), month, bytes));
            return true;
          });
    } catch (StoreException | RuntimeException e) {
      counted.forEach(this::pulled);
      throw e;
    }
    counted.keySet().forEach(known::remove);
    return counted.size();
  }
}
