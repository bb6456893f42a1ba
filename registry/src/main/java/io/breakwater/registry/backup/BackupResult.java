package io.breakwater.registry.backup;

import java.util.List;

/// What became of a backup or a restore.
///
/// @param contents that the metadata name
/// @param copied those that were not there already
/// @param bytes of those that were copied
/// @param removed contents of former backups that nothing names any more
/// @param lost how many are not in the copy, since they are missing or damaged
/// @param problems the first hundred of those, a sentence each
public record BackupResult(
    long contents, long copied, long bytes, long removed, long lost, List<String> problems) {
  public BackupResult {
    problems = List.copyOf(problems);
  }
}
