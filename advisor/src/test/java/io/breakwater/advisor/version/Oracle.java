package io.breakwater.advisor.version;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs a package manager on many pairs in one shell.
final class Oracle {
  private Oracle() {}

  /// Whether a program is on the path.
  static boolean present(String program) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// How many pairs to try: few in the ordinary build, all on request.
  static int pairs(int ordinary) {
    return Integer.getInteger("breakwater.oracle.pairs", ordinary);
  }

  /// The lines that a command writes.
  static List<String> run(List<String> command, String input) throws IOException {
    var in = Files.createTempFile("oracle", ".in");
    var out = Files.createTempFile("oracle", ".out");
    try {
      Files.writeString(in, input);
      var process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor();
      return Files.readAllLines(out, StandardCharsets.ISO_8859_1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
    }
  }

  /// One line for each pair, its members apart by a tab.
  static String lines(List<String[]> pairs) {
    var text = new StringBuilder();
    for (var pair : pairs) {
      text.append(pair[0]).append('\t').append(pair[1]).append('\n');
    }
    return text.toString();
  }
}
