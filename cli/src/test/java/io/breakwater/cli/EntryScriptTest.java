package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./breakwater` as a process of its own, where its distribution has been built.
class EntryScriptTest {
  private static final Path HOME = Path.of(System.getProperty("breakwater.home", "."));

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void theDistributionIsThere() throws IOException {
    var built = HOME.resolve("cli/target/dist/built");
    assumeTrue(
        Files.exists(built) && isNewerThanSources(built),
        "skipped: cli/target/dist is not built from these sources (run ./breakwater once)");
    SmallFeeds.write(folder.resolve("feeds"));
    new ImageBuilder()
        .layer(SampleImages.cleanDebian())
        .writeOciLayout(folder.resolve("image"), "clean");
    new ImageBuilder()
        .layer(SampleImages.vulnerableDebian())
        .writeOciLayout(folder.resolve("image"), "vulnerable");
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    assertThat(scan("clean", List.of()).exitCode()).isZero();
    var failing = scan("vulnerable", List.of());
    assertThat(failing.exitCode()).isEqualTo(1);
    assertThat(failing.out()).contains("FAIL", "CVE-2024-0001");
    assertThat(failing.err()).isEmpty();
    assertThat(scan("none", List.of()).exitCode()).isEqualTo(2);
  }

  @Test
  void aReaderThatGoesAwayIsNoError() throws Exception {
    var run =
        process(
            List.of(
                "bash",
                "-c",
                "set -o pipefail; '%s' scan 'oci:%s:clean' --feeds '%s' --max-feed-age 100000 | true"
                    .formatted(
                        HOME.resolve("breakwater"),
                        folder.resolve("image"),
                        folder.resolve("feeds"))));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aFullDiskUnderTheCacheChangesNoVerdict() throws Exception {
    var cache = Files.createDirectory(folder.resolve("tmpfs"));
    var mount =
        process(List.of("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", cache.toString()));
    assumeTrue(mount.exitCode() == 0, "skipped: no file system can be mounted here");
    try {
      var filled = process(List.of("bash", "-c", "cat /dev/zero > '" + cache + "/full'"));
      assertThat(filled.exitCode()).isNotZero();
      for (var tag : List.of("clean", "vulnerable")) {
        var run =
            process(
                List.of(
                    HOME.resolve("breakwater").toString(),
                    "scan",
                    "oci:" + folder.resolve("image") + ":" + tag,
                    "--feeds",
                    folder.resolve("feeds").toString(),
                    "--max-feed-age",
                    "100000"),
                "XDG_CACHE_HOME=" + cache);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(tag.equals("clean") ? 0 : 1);
        assertThat(run.err()).contains("breakwater: warning: ").doesNotContain("\tat ");
      }
    } finally {
      process(List.of("umount", cache.toString()));
    }
  }

  @Test
  void anImportThatIsKilledLeavesWhatIsInUse() throws Exception {
    var database = imported();
    var before = Files.readAllBytes(database);
    var large = SampleFeeds.all();
    for (var i = 0; i < 60_000; i++) {
      large.debianFixed("source" + i % 500, "CVE-2023-" + (10_000 + i), "bookworm", "1." + i);
    }
    var feeds = large.writeTo(folder.resolve("large"), Packing.GZIP).toString();
    // A kill behind the renaming finds the new database in place; it must be the whole one.
    var found = new ArrayList<byte[]>();
    for (var milliseconds = 100; milliseconds <= 900; milliseconds += 200) {
      var process = start(List.of(HOME.resolve("breakwater").toString(), "feeds", "import", feeds));
      if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      var status = new CommandRun.Runner(folder).at(SampleFeeds.NOW).run("feeds", "status");
      assertThat(status.out()).as("killed after " + milliseconds).contains("version");
      found.add(Files.readAllBytes(database));
    }
    var whole = process(List.of(HOME.resolve("breakwater").toString(), "feeds", "import", feeds));
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    var after = Files.readAllBytes(database);
    assertThat(after).isNotEqualTo(before);
    assertThat(found)
        .allMatch(bytes -> Arrays.equals(bytes, before) || Arrays.equals(bytes, after));
  }

  private Path imported() {
    var run =
        new CommandRun.Runner(folder).run("feeds", "import", folder.resolve("feeds").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return folder.resolve("data/breakwater/advisories.db");
  }

  private CommandRun scan(String tag, List<String> more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                HOME.resolve("breakwater").toString(),
                "scan",
                "oci:" + folder.resolve("image") + ":" + tag,
                "--feeds",
                folder.resolve("feeds").toString(),
                "--max-feed-age",
                "100000"));
    command.addAll(more);
    return process(command);
  }

  private Process start(List<String> command, String... environment) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().remove("BREAKWATER_FEEDS");
    for (var assignment : environment) {
      var equals = assignment.indexOf('=');
      builder.environment().put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private CommandRun process(List<String> command, String... environment) throws Exception {
    var process = start(command, environment);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end: " + command);
    }
    return new CommandRun(process.exitValue(), read("out"), read("err"));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  /// As the script asks it: else it would build, inside a build.
  private static boolean isNewerThanSources(Path built) throws IOException {
    var time = Files.getLastModifiedTime(built);
    try (var modules = Files.newDirectoryStream(HOME)) {
      for (var module : modules) {
        var sources = module.resolve("src/main");
        if (Files.isDirectory(sources)) {
          try (var files = Files.walk(sources)) {
            for (var file : files.toList()) {
              if (Files.getLastModifiedTime(file).compareTo(time) > 0) {
                return false;
              }
            }
          }
        }
      }
    }
    return Files.getLastModifiedTime(HOME.resolve("pom.xml")).compareTo(time) <= 0;
  }
}
