package io.breakwater.cli.command;

import java.time.Clock;
import java.util.Map;

/// What a command may know of its surroundings; tests give their own.
///
/// @param terminal the standard streams
/// @param environment environment variables
/// @param clock the time of day
public record Session(Terminal terminal, Map<String, String> environment, Clock clock) {
  public Folders folders() {
    return Folders.of(environment);
  }
}
