package io.breakwater.registry.verdicts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How images are judged.
///
/// @param host what the registry is called by whoever pulls, for exemptions of one registry; null
///     for none
/// @param pushPatience how long the answer to the push of a manifest waits for inventories
/// @param lookPatience how long anybody else does
/// @param summaries verdicts kept in memory
public record VerdictOptions(
    @Nullable String host, Duration pushPatience, Duration lookPatience, int summaries) {
  public VerdictOptions {
    if (pushPatience.isNegative() || lookPatience.isNegative() || summaries < 2) {
      throw new IllegalArgumentException("limits of verdicts are positive");
    }
  }

  /// 10 seconds for pushes, 2 for others, 100,000 verdicts (some 30 MB).
  public static VerdictOptions standard() {
    return new VerdictOptions(null, Duration.ofSeconds(10), Duration.ofSeconds(2), 100_000);
  }

  public VerdictOptions withHost(String name) {
    return new VerdictOptions(name, pushPatience, lookPatience, summaries);
  }

  public VerdictOptions withPatience(Duration push, Duration look) {
    return new VerdictOptions(host, push, look, summaries);
  }
}
