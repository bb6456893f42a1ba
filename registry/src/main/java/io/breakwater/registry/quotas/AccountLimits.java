package io.breakwater.registry.quotas;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.util.OptionalLong;

/// What an account may use.
///
/// @param storageBytes what its namespaces may use together, 0 or more; empty without a limit
/// @param trafficBytes what may be pulled from them in a calendar month (UTC), 0 or more; empty
///     without a limit
public record AccountLimits(OptionalLong storageBytes, OptionalLong trafficBytes) {
  /// No limit.
  public static final AccountLimits NONE =
      new AccountLimits(OptionalLong.empty(), OptionalLong.empty());

  /// The registry API's number for no limit.
  private static final long UNLIMITED = -1;

  /// Limits as a client gives them, with -1 for none.
  ///
  /// @throws RegistryException `SIZE_INVALID` below -1
  public static AccountLimits of(long storageBytes, long trafficBytes) throws RegistryException {
    return new AccountLimits(limit(storageBytes), limit(trafficBytes));
  }

  private static OptionalLong limit(long bytes) throws RegistryException {
    if (bytes < UNLIMITED) {
      throw new RegistryException(
          ErrorCode.SIZE_INVALID, "a quota is 0 bytes or more, or -1 for no limit");
    }
    return bytes == UNLIMITED ? OptionalLong.empty() : OptionalLong.of(bytes);
  }
}
