package io.breakwater.configuration.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks the nginx of this machine whether it takes configurations made at random, and which files
/// it reads, and compares.
///
/// `-Dbreakwater.differential=N` asks about N of them (300).
class NginxDifferentialTest {
  static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final int CASES = Integer.getInteger("breakwater.differential", 300);
  private static final long SEED = Long.getLong("breakwater.seed", 0);

  @TempDir Path folder;

  @BeforeAll
  static void nginxIsInstalled() {
    assumeTrue(
        Files.isExecutable(NGINX),
        "skipped: nginx is not installed (apt-get install nginx), so nothing can be compared");
  }

  @Test
  void whatNginxTakesIsTakenAndWhatItRefusesIsRefused() throws Exception {
    var wrong = new ArrayList<String>();
    var refused = 0;
    for (var i = 0; i < CASES; i++) {
      var base = Files.createDirectories(folder.resolve("c" + i));
      for (var file : new RandomConfiguration(SEED + i, base.toString()).files().entrySet()) {
        var path = base.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      var real = Real.test(base.resolve("nginx.conf"), base);
      if (real.isOfThisMachine()) {
        continue;
      }
      refused += real.refused() ? 1 : 0;
      compare(base, real, wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isBetween(CASES / 10, CASES * 9 / 10);
  }

  private static void compare(Path base, Real real, List<String> wrong) throws IOException {
    try {
      var tree = TreeReader.read(new FolderFiles(Path.of("/")), base + "/nginx.conf", build());
      var names = new LinkedHashSet<String>();
      tree.sources().forEach(source -> names.add(source.name()));
      if (real.refused()) {
        wrong.add(base + " is taken, but: " + real.why());
      } else if (!List.copyOf(names).equals(real.files())) {
        wrong.add(base + " reads " + names + " rather than " + real.files());
      }
    } catch (Refused e) {
      if (!real.refused()) {
        wrong.add(base + " is refused: " + e.why());
      }
    }
  }

  /// The nginx of this machine is Debian's.
  static Build build() {
    return new Build(new Installed(null, NGINX.toString(), "1.22.1"), false, true);
  }

  /// What nginx says of a configuration.
  ///
  /// @param files those it reads, by name, each once, in its order
  record Real(boolean refused, String why, List<String> files) {
    /// Whether it was refused for what is no matter of the configuration alone: addresses and hosts
    /// of this machine. Unknown variables are not looked for either.
    boolean isOfThisMachine() {
      return why.contains("bind() to ")
          || why.contains("host not found")
          || (why.contains("unknown \"") && why.contains("\" variable"));
    }

    static Real test(Path main, Path base) throws IOException, InterruptedException {
      var process =
          new ProcessBuilder(
                  NGINX.toString(),
                  "-T",
                  "-q",
                  "-c",
                  main.toString(),
                  "-g",
                  "pid " + base + "/pid; error_log stderr;")
              .redirectError(base.resolve("stderr").toFile())
              .start();
      var files = new ArrayList<String>();
      try (var lines = process.inputReader()) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("# configuration file ")) {
            files.add(line.substring(21, line.length() - 1));
          }
        }
      }
      var code = process.waitFor();
      var why = Files.readString(base.resolve("stderr"));
      return new Real(code != 0, why, files);
    }
  }
}
