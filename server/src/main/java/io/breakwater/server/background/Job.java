package io.breakwater.server.background;

import java.time.Duration;

/// Work that is done again and again.
///
/// @param name for the log and the metrics, words with `-`
/// @param every how often, give or take a tenth, so that servers do not do it all at once
/// @param one whether one server does it for all
public record Job(String name, Duration every, boolean one, Step step) {
  /// A bounded part of it.
  @FunctionalInterface
  public interface Step {
    /// Does some.
    ///
    /// @return how many were done; more than 0 asks for another step at once
    int run() throws Exception;
  }
}
