package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.server.FeedFetch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches feeds in a process of its own: building the database takes some 400 MB for a minute,
/// which the server would keep for good.
final class FeedsProcess implements FeedFetch {
  private static final int LONGEST = 64 * 1024;

  @Override
  public List<String> fetch(Path folder, Optional<URI> mirror)
      throws FeedException, IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx448m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Breakwater.class.getName(),
                FetchFeedsCommand.NAME,
                folder.toString()));
    mirror.ifPresent(address -> command.add(address.toString()));
    var said = Files.createTempFile("breakwater-feeds", ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(said.toFile())
              .start();
      try {
        return problems(process.waitFor(), lines(said));
      } finally {
        process.destroy();
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static List<String> lines(Path said) throws IOException {
    try (var in = Files.newInputStream(said)) {
      var text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith(FetchFeedsCommand.PREFIX))
          .map(line -> line.substring(FetchFeedsCommand.PREFIX.length()))
          .map(line -> line.startsWith("warning: ") ? line.substring("warning: ".length()) : line)
          .toList();
    }
  }

  private static List<String> problems(int exit, List<String> lines) throws FeedException {
    if (exit == ExitCode.PASS || exit == ExitCode.FAIL) {
      return lines;
    }
    throw new FeedException(
        "feeds-failed",
        "fetching the advisories",
        lines.isEmpty() ? "its process ended with " + exit : lines.getLast(),
        "Run breakwater feeds update to see more",
        null);
  }
}
