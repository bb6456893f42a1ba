package io.breakwater.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A run of the browser's tests, in the folder of the console.
final class BrowserRun {
  /// What a run may need to tell, however it ends.
  private static final int SHOWN = 4_000;

  private final Path console;
  private final Path browser;

  private BrowserRun(Path console, Path browser) {
    this.console = console;
    this.browser = browser;
  }

  /// What came of one test.
  ///
  /// @param name the file, and the titles down to the test's own
  /// @param problem what it says; empty where all is well
  record Result(String name, Status status, String problem) {}

  /// How a test ended.
  enum Status {
    PASSED,
    FAILED,
    SKIPPED
  }

  /// What this machine lacks for a run; empty where there is all.
  static Optional<String> lacking(Path console) {
    if (browser().isEmpty()) {
      return Optional.of("no Chromium (chromium or google-chrome on the PATH, or in CHROMIUM)");
    }
    if (program("node").isEmpty()) {
      return Optional.of("no Node on the PATH");
    }
    return Files.isRegularFile(playwright(console))
        ? Optional.empty()
        : Optional.of("console/node_modules has no Playwright; the build of the console gets it");
  }

  static BrowserRun in(Path console) {
    return new BrowserRun(console, browser().orElseThrow());
  }

  private static Path playwright(Path console) {
    return console.resolve("node_modules/@playwright/test/cli.js");
  }

  private static Optional<Path> browser() {
    var named = System.getenv("CHROMIUM");
    return named == null || named.isEmpty()
        ? Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> program(name).stream())
            .findFirst()
        : Optional.of(Path.of(named));
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Runs all tests.
  ///
  /// @param environment where the servers are, and who logs in
  List<Result> run(Map<String, String> environment, Duration bound) throws Exception {
    var target = Files.createDirectories(console.resolve("target"));
    var report = target.resolve("browser.json");
    var log = target.resolve("browser.log");
    Files.deleteIfExists(report);
    var command = new ArrayList<>(List.of("node", playwright(console).toString(), "test"));
    command.add("--reporter=json");
    // For a developer, who tries one: -Dbreakwater.browser=keyboard
    Optional.ofNullable(System.getProperty("breakwater.browser")).ifPresent(command::add);
    var builder =
        new ProcessBuilder(command)
            .directory(console.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("CHROMIUM", browser.toString());
    builder.environment().put("PLAYWRIGHT_JSON_OUTPUT_FILE", report.toString());
    builder.environment().put("CONSOLE_BOUND", Long.toString(bound.toMillis()));
    var process = builder.start();
    try {
      // Playwright ends by itself, and tells of what it did until then.
      if (!process.waitFor(bound.plusSeconds(20).toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the browser's tests do not end:\n" + end(log));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (!Files.isRegularFile(report)) {
      throw new AssertionError("the browser's tests did not start:\n" + end(log));
    }
    return results(new ObjectMapper().readTree(report.toFile()));
  }

  private static String end(Path log) throws IOException {
    var text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - SHOWN));
  }

  private static List<Result> results(JsonNode report) {
    var results = new ArrayList<Result>();
    report.at("/suites").forEach(suite -> collect(suite, "", results));
    // What belongs to no test: a file that is no TypeScript, a run that took too long.
    report
        .at("/errors")
        .forEach(error -> results.add(new Result("the run", Status.FAILED, message(error))));
    return results;
  }

  private static void collect(JsonNode suite, String before, List<Result> results) {
    var name = before + suite.at("/title").asText();
    suite.at("/suites").forEach(inner -> collect(inner, name + " › ", results));
    suite.at("/specs").forEach(spec -> results.add(result(spec, name)));
  }

  private static Result result(JsonNode spec, String suite) {
    var name = suite + " › " + spec.at("/title").asText();
    var last = spec.at("/tests/0/results/0");
    var skipped = spec.at("/tests/0/status").asText().equals("skipped");
    if (skipped) {
      var why = spec.at("/tests/0/annotations/0/description").asText("no reason was given");
      return new Result(name, Status.SKIPPED, why);
    }
    if (spec.at("/ok").asBoolean()) {
      return new Result(name, Status.PASSED, "");
    }
    var told = new StringBuilder();
    last.at("/errors").forEach(error -> told.append(message(error)).append('\n'));
    last.at("/attachments")
        .forEach(file -> told.append("see ").append(file.at("/path").asText()).append('\n'));
    return new Result(name, Status.FAILED, told.toString());
  }

  private static String message(JsonNode error) {
    var where = error.at("/location/file").asText() + ":" + error.at("/location/line").asText();
    // Colours of a terminal.
    return error.at("/message").asText().replaceAll("\u001b\\[[0-9;]*m", "") + "\nat " + where;
  }
}
