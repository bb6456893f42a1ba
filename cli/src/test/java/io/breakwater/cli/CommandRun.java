package io.breakwater.cli;

import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// One run of the command in this process, with folders, clock and streams of its own.
record CommandRun(int exitCode, String out, String err) {
  /// Runs commands with everything below one folder.
  static final class Runner {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Instant now = Instant.parse("2024-03-01T00:00:00Z");
    private byte[] standardInput = {};

    Runner(Path folder) {
      this.folder = folder;
      environment.put("HOME", folder.toString());
      environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
      environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    Runner at(String instant) {
      now = Instant.parse(instant);
      return this;
    }

    Runner with(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    Runner input(byte[] bytes) {
      standardInput = bytes.clone();
      return this;
    }

    Path folder() {
      return folder;
    }

    CommandRun run(String... args) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var terminal =
          new Terminal(
              new ByteArrayInputStream(standardInput),
              out,
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false,
              false,
              0,
              false);
      var session = new Session(terminal, environment, Clock.fixed(now, ZoneOffset.UTC));
      var exitCode = Breakwater.run(session, args);
      return new CommandRun(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
