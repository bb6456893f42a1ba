package io.breakwater.registry.check;

import java.util.Map;

/// What a check read and found.
///
/// @param contents that the metadata name
/// @param bytes of those
/// @param problems how many of each kind
/// @param repaired how many of all
public record CheckResult(
    long contents, long bytes, long manifests, Map<Problem.Kind, Long> problems, long repaired) {
  public CheckResult {
    problems = Map.copyOf(problems);
  }

  /// Whether nothing was wrong.
  public boolean clean() {
    return problems.isEmpty();
  }

  /// Whether all that was wrong is repaired.
  public boolean mended() {
    return problems.values().stream().mapToLong(Long::longValue).sum() == repaired;
  }
}
