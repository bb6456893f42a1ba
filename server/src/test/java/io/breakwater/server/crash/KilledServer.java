package io.breakwater.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.check.CheckOptions;
import io.breakwater.registry.check.CheckProgress;
import io.breakwater.registry.check.Problem;
import io.breakwater.server.RegistryTools;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.configuration.ConfigurationReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients push, delete and leave uploads behind beside garbage collection, and the server is
/// killed; then everything that it acknowledged is there, again and again, and a check of all
/// that is kept finds nothing wrong.
///
/// `-Dbreakwater.crash.rounds=500` for a long run, `-Dbreakwater.crash.seed=N` for another.
abstract class KilledServer {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = Integer.getInteger("breakwater.crash.rounds", 4);
  private static final long SEED = Long.getLong("breakwater.crash.seed", 1);

  private static final Set<Problem.Kind> LEFT =
      Set.of(Problem.Kind.ORPHAN, Problem.Kind.NOBODYS_UPLOAD);

  @TempDir private Path folder = Path.of("");

  /// Where content and metadata are, besides the folder.
  abstract Map<String, String> stores() throws Exception;

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    var random = new Random(SEED);
    var pushers = new ArrayList<Pusher>();
    try (var client = HttpClient.newHttpClient()) {
      for (var round = 0; round <= ROUNDS; round++) {
        var process = start(3L * round);
        try {
          var address = address(process);
          if (pushers.isEmpty()) {
            var login = login();
            for (var i = 0; i < CLIENTS; i++) {
              pushers.add(new Pusher("crash/r" + i, client, login, new Random(SEED * 100 + i)));
            }
          }
          for (var pusher : pushers) {
            pusher.server(address);
            pusher.verify();
            assertThat(pusher.broken()).as("round " + round).isEmpty();
          }
          if (round < ROUNDS) {
            var threads = pushers.stream().map(Thread.ofVirtual()::start).toList();
            Thread.sleep(100 + random.nextInt(1_900));
            process.destroyForcibly().waitFor();
            for (var thread : threads) {
              thread.join(Duration.ofMinutes(1));
            }
          }
        } finally {
          process.destroyForcibly().waitFor();
        }
      }
    }
    assertThat(pushers).allSatisfy(pusher -> assertThat(pusher.broken()).isEmpty());
    assertThat(pushers.stream().mapToInt(Pusher::acknowledged).sum()).isGreaterThan(ROUNDS);
    checkAll();
  }

  /// As variables: secrets are not told in other ways.
  private Map<String, String> settings() throws Exception {
    var settings = new HashMap<String, String>();
    var all = new HashMap<>(stores());
    all.putAll(
        Map.of(
            "listen",
            "127.0.0.1:0",
            "advisories.fetch",
            "false",
            "garbage.grace",
            "1h",
            "garbage.every",
            "1s",
            "trash.keep",
            "1d"));
    all.forEach(
        (key, value) ->
            settings.put(
                "BREAKWATER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                value));
    return settings;
  }

  private Process start(long hoursAhead) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx200m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ServerProcess.class.getName(),
                folder.toString(),
                Long.toString(hoursAhead)));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BREAKWATER_"));
    builder.environment().putAll(settings());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
        .start();
  }

  private URI address(Process process) throws Exception {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var line = out.readLine();
    if (line == null || !line.startsWith("listening ")) {
      throw new AssertionError("is not up: " + line + Files.readString(folder.resolve("err")));
    }
    return URI.create(line.substring("listening ".length()));
  }

  private String login() throws Exception {
    var password = Files.readString(folder.resolve("registry/admin-password")).strip();
    var pair = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private void checkAll() throws Exception {
    try (var tools =
        RegistryTools.open(
            ConfigurationReader.read(null, settings(), Map.of()),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            Clock.offset(Clock.systemUTC(), Duration.ofHours(3L * ROUNDS)))) {
      var found = new ArrayList<Problem>();
      check(tools, found);
      // What a push was about to become when the server died is swept in time.
      found.removeIf(problem -> LEFT.contains(problem.kind()));
      assertThat(found).isEmpty();
    }
  }

  private static void check(RegistryTools tools, List<Problem> found) throws Exception {
    tools.check(
        CheckOptions.defaults(),
        new CheckProgress() {
          @Override
          public void read(long contents, long bytes, long manifests) {}

          @Override
          public void problem(Problem problem) {
            found.add(problem);
          }
        });
  }
}
