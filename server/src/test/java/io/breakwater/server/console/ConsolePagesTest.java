package io.breakwater.server.console;

import static org.junit.jupiter.api.Assumptions.abort;

import io.breakwater.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every page in a browser, on servers that run: one with images of each verdict, an empty one,
/// one with ten thousand images, and one with real images and feeds where they are.
class ConsolePagesTest {
  private static final Path CONSOLE =
      Path.of(System.getProperty("breakwater.home", ".."), "console").toAbsolutePath().normalize();

  /// Of the browser's tests alone: some minutes, and more where the machine does much else.
  private static final Duration BOUND = Duration.ofMinutes(15);

  private static final String CREATE = "namespaces.create-on-push=true";

  /// The receiver of notices is on this machine.
  private static final String NEAR = "notifications.allow-private-targets=true";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> pages() throws Exception {
    var lacking = BrowserRun.lacking(CONSOLE);
    if (lacking.isPresent()) {
      return Stream.of(skipped(lacking.get()));
    }
    var full = Files.createDirectory(folder.resolve("full"));
    RunningServer.advisories(full, SampleImages.feeds());
    var crowded = Files.createDirectory(folder.resolve("many"));
    RunningServer.advisories(crowded, SampleImages.feeds());
    try (var sample = RunningServer.start(full, CREATE, NEAR);
        var many = RunningServer.start(crowded, CREATE);
        var empty = RunningServer.start(Files.createDirectory(folder.resolve("empty")), CREATE)) {
      if (sample.anonymous("/").statusCode() != 200) {
        return Stream.of(skipped("the server was built without the console"));
      }
      SampleImages.push(sample);
      People.everybody(sample);
      People.manager(empty);
      ManyImages.push(many);
      People.manager(many);
      var environment = new LinkedHashMap<String, String>();
      environment.put("CONSOLE_SERVER", origin(sample));
      environment.put("CONSOLE_EMPTY_SERVER", origin(empty));
      environment.put("CONSOLE_MANY_SERVER", origin(many));
      environment.put("CONSOLE_PASSWORD", People.PASSWORD);
      return withRealImages(environment).stream().map(ConsolePagesTest::test);
    }
  }

  private List<BrowserRun.Result> withRealImages(Map<String, String> environment) throws Exception {
    var found = RealImages.find();
    if (found.isEmpty()) {
      return BrowserRun.in(CONSOLE).run(environment, BOUND);
    }
    var real = Files.createDirectory(folder.resolve("real"));
    found.get().advisories(real);
    try (var server = RunningServer.start(real, CREATE)) {
      People.manager(server);
      found.get().push(server);
      environment.put("CONSOLE_REAL_SERVER", origin(server));
      return BrowserRun.in(CONSOLE).run(environment, BOUND);
    }
  }

  private static String origin(RunningServer server) {
    return server.at("").toString();
  }

  private static DynamicTest skipped(String why) {
    return DynamicTest.dynamicTest(
        "the pages in a browser", () -> abort("skipped: the pages in a browser: " + why));
  }

  private static DynamicTest test(BrowserRun.Result result) {
    return DynamicTest.dynamicTest(
        result.name(),
        () -> {
          switch (result.status()) {
            case PASSED -> {}
            case SKIPPED -> abort("skipped: " + result.problem());
            case FAILED -> throw new AssertionError(result.problem());
          }
        });
  }
}
