package io.breakwater.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs `breakwater cr …` against a stub, as a pipeline with an API key.
final class CrRun {
  private final CommandRun.Runner runner;

  CrRun(Path folder, StubServer server) {
    runner =
        new CommandRun.Runner(folder)
            .with("BREAKWATER_SERVER", server.host())
            .with("BREAKWATER_API_KEY", "bw_key")
            .at("2026-09-16T14:20:00Z");
  }

  /// Somebody is at the terminal and types this.
  CrRun typing(String text) {
    runner.with("BREAKWATER_TERMINAL", "out err in").input(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  CommandRun run(String... words) {
    var all = new ArrayList<>(List.of("cr"));
    all.addAll(List.of(words));
    return runner.run(all.toArray(String[]::new));
  }

  /// The output of a run that ends well.
  String out(String... words) {
    var run = run(words);
    if (run.exitCode() != 0) {
      throw new AssertionError("exit code " + run.exitCode() + ": " + run.err());
    }
    return run.out();
  }
}
