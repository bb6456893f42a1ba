package io.breakwater.store.metadata;

import java.util.List;

/// What became of taking a manifest out of the trash.
public sealed interface Restored {
  /// It is in the repository again.
  ///
  /// @param tags that it has again
  /// @param taken tags that it had and that name something else by now, and go on to
  record Done(List<String> tags, List<String> taken) implements Restored {}

  /// It does not fit; nothing was changed.
  record OverQuota(StorageLimit limit) implements Restored {}

  /// It is not in the trash.
  record Unknown() implements Restored {}
}
