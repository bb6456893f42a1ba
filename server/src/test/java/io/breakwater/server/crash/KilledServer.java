package io.breakwater.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.installation.KillableServer;
import io.breakwater.server.installation.WholeCheck;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  @TempDir private Path folder = Path.of("");

  /// Where content and metadata are, besides the folder.
  abstract Map<String, String> stores();

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    var random = new Random(SEED);
    var pushers = new ArrayList<Pusher>();
    try (var client = HttpClient.newHttpClient()) {
      for (var round = 0; round <= ROUNDS; round++) {
        try (var server = KillableServer.start(folder, settings(), ahead(round))) {
          if (pushers.isEmpty()) {
            var login = KillableServer.login(folder);
            for (var i = 0; i < CLIENTS; i++) {
              pushers.add(new Pusher("crash/r" + i, client, login, new Random(SEED * 100 + i)));
            }
          }
          for (var pusher : pushers) {
            verify(pusher, server);
            assertThat(pusher.broken()).as("round " + round).isEmpty();
          }
          if (round < ROUNDS) {
            var threads = pushers.stream().map(Thread.ofVirtual()::start).toList();
            Thread.sleep(100 + random.nextInt(1_900));
            awaitAcknowledged(pushers, round);
            server.kill();
            for (var thread : threads) {
              thread.join(Duration.ofMinutes(1));
            }
          }
        }
      }
    }
    assertThat(pushers).allSatisfy(pusher -> assertThat(pusher.broken()).isEmpty());
    assertThat(acknowledged(pushers)).isGreaterThanOrEqualTo(ROUNDS);
    assertThat(left()).as("libraries that killed servers left").hasSizeLessThanOrEqualTo(2);
    var clock = Clock.offset(Clock.systemUTC(), ahead(ROUNDS));
    assertThat(WholeCheck.problems(folder, settings(), clock)).isEmpty();
  }

  private static int acknowledged(List<Pusher> pushers) {
    return pushers.stream().mapToInt(Pusher::acknowledged).sum();
  }

  /// On a busy machine a moment may be too short for anything: then a server lives longer.
  private static void awaitAcknowledged(List<Pusher> pushers, int round)
      throws InterruptedException {
    for (var i = 0; i < 600 && acknowledged(pushers) <= round; i++) {
      Thread.sleep(50);
    }
  }

  /// The library of the last server, and a file that says that it is in use.
  private List<Path> left() throws IOException {
    var folder = this.folder.resolve("registry/native");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void verify(Pusher pusher, KillableServer server) throws Exception {
    pusher.server(server.address());
    try {
      pusher.verify();
    } catch (HttpTimeoutException e) {
      throw new AssertionError("no answer; the server's threads: " + server.threads(), e);
    }
  }

  /// What was just pushed is old enough to be collected in the next round.
  private static Duration ahead(int round) {
    return Duration.ofHours(3L * round);
  }

  private Map<String, String> settings() {
    var settings = new HashMap<>(stores());
    settings.put("listen", "127.0.0.1:0");
    settings.put("advisories.fetch", "false");
    settings.put("garbage.grace", "1h");
    settings.put("garbage.every", "1s");
    settings.put("trash.keep", "1d");
    return settings;
  }
}
