package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that pushes is killed at a random instant; what it was told to be kept is there.
class KilledProcessTest {
  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
    var file = folder.resolve("metadata.db");
    var random = new Random(7);
    var acknowledged = new ArrayList<String>();
    for (var round = 0; round < 3; round++) {
      acknowledged.addAll(killed(file, "r" + round, 50 + random.nextInt(300)));
      try (var metadata = Metadata.open(MetadataOptions.Sqlite.at(file))) {
        for (var name : acknowledged) {
          assertThat(metadata.read((Transaction tx) -> tx.manifests().byTag("birds/robin", name)))
              .as(name)
              .isPresent();
        }
        assertThat(metadata.read((Transaction tx) -> tx.settings().all(Settings.REGISTRY)))
            .containsKeys(acknowledged.toArray(String[]::new));
        assertThat(metadata.read((Transaction tx) -> tx.consistency().problems(10))).isEmpty();
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(20);
  }

  /// Starts a process that pushes, and kills it some milliseconds after its first push.
  private static List<String> killed(Path file, String round, int milliseconds) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var output = Files.createTempFile(file.getParent(), "acknowledged", ".txt");
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Pusher.class.getName(),
                file.toString(),
                round)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      while (Files.size(output) == 0) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(5);
      }
      Thread.sleep(milliseconds);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    return Files.readAllLines(output).stream()
        .filter(line -> line.endsWith("."))
        .map(line -> line.substring(0, line.length() - 1))
        .toList();
  }

  /// Pushes from four threads and tells each push that is acknowledged, a line that ends with a
  /// full stop.
  static final class Pusher {
    private Pusher() {}

    public static void main(String[] arguments) throws Exception {
      var metadata = Metadata.open(MetadataOptions.Sqlite.at(Path.of(arguments[0])));
      var threads = Executors.newFixedThreadPool(4);
      for (var i = 0; i < 4; i++) {
        var prefix = arguments[1] + "-" + i + "-";
        threads.execute(() -> pushAll(metadata, prefix));
      }
    }

    private static void pushAll(Metadata metadata, String prefix) {
      try {
        for (var push = 0; ; push++) {
          var name = prefix + push;
          push(metadata, "birds/robin", name, name, "own " + name, "shared");
          // Behind everything that is synced: the end of the process alone loses nothing.
          metadata.note((Transaction tx) -> tx.settings().putIfAbsent(Settings.REGISTRY, name, ""));
          tell(name);
        }
      } catch (StoreException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static synchronized void tell(String name) throws IOException {
      System.out.write((name + ".\n").getBytes(StandardCharsets.UTF_8));
      System.out.flush();
    }
  }
}
