package io.breakwater.store.metadata;

/// What limits what may be put into a namespace: its own quota or its account's, whichever leaves
/// less room.
///
/// @param account whether it is the account's, for all of its namespaces together
/// @param usedBytes now, by the namespace or by all of the account's
/// @param quotaBytes the limit
public record StorageLimit(boolean account, long usedBytes, long quotaBytes) {
  /// Whether so many bytes more are too many; none never are.
  public boolean passedBy(long bytes) {
    return bytes > 0 && bytes > quotaBytes - usedBytes;
  }

  private long room() {
    return quotaBytes - usedBytes;
  }

  StorageLimit orTighter(StorageLimit other) {
    return other.room() < room() ? other : this;
  }
}
