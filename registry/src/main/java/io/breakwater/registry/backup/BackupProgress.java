package io.breakwater.registry.backup;

/// Told how far a backup or a restore is; quick.
@FunctionalInterface
public interface BackupProgress {
  /// A content more is done.
  ///
  /// @param contents that are done, copied or there already
  /// @param bytes of those
  void done(long contents, long bytes);
}
