package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Scans images in a folder of their own, and holds what every refusal must be.
final class Scans {
  /// Generous, since other builds may run beside; what is meant is "ends".
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Path feeds;
  private final CommandRun.Runner breakwater;

  /// Makes `feeds` (see [SmallFeeds]) in the folder.
  Scans(Path folder) {
    this(folder, folder.resolve("feeds"));
    SmallFeeds.write(feeds);
  }

  /// Uses feeds that are there.
  Scans(Path folder, Path feeds) {
    this.folder = folder;
    this.feeds = feeds;
    breakwater = new CommandRun.Runner(folder);
  }

  CommandRun.Runner breakwater() {
    return breakwater;
  }

  Path feeds() {
    return feeds;
  }

  Path layout() {
    return folder.resolve("image");
  }

  /// Scans with the feeds.
  CommandRun scan(Object image, String... more) {
    var args = new ArrayList<>(List.of("scan", image.toString(), "--feeds", feeds().toString()));
    args.addAll(List.of(more));
    return assertTimeoutPreemptively(LIMIT, () -> breakwater.run(args.toArray(String[]::new)));
  }

  /// Scans an image as an OCI layout.
  CommandRun scan(ImageBuilder image, String... more) {
    image.writeOciLayout(layout(), "latest");
    return scan("oci:" + layout() + ":latest", more);
  }

  CommandRun scan(LayerBuilder layer, String... more) {
    return scan(new ImageBuilder().layer(layer), more);
  }

  /// The image was opened and is INCOMPLETE for this reason, in both reports.
  void assertIncomplete(ImageBuilder image, String code) {
    image.writeOciLayout(layout(), "latest");
    assertIncomplete("oci:" + layout() + ":latest", code);
  }

  void assertIncomplete(LayerBuilder layer, String code) {
    assertIncomplete(new ImageBuilder().layer(layer), code);
  }

  void assertIncomplete(Object image, String code) {
    assertNotAssessed(image, "INCOMPLETE", code);
  }

  void assertNotAssessed(Object image, String status, String code) {
    var text = scan(image);
    assertThat(text.err()).isEmpty();
    assertThat(text.out()).contains(status).doesNotContain("OK", "Exception");
    assertThat(text.exitCode()).isEqualTo(3);
    var json = scan(image, "-f", "json");
    assertThat(json.exitCode()).isEqualTo(3);
    var report = JsonOf.valid(json.out());
    assertThat(report.text("/verdict/status")).isEqualTo(status);
    assertThat(report.texts("/verdict/reasons/*/code")).contains(code);
    assertThat(report.texts("/verdict/reasons/*/message")).noneMatch(String::isBlank);
  }

  /// Ended with one line that says what, why, what to do next, and a code; nothing was printed.
  static void assertRefused(CommandRun run, int exitCode, String code) {
    assertThat(run.out()).isEmpty();
    assertLine(run, code);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  /// Standard error holds one such line.
  static void assertLine(CommandRun run, String code) {
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .matches("breakwater: (?:warning: )?\\S.*: .*\\S[.?!] \\S.* \\[(?:" + code + ")]\\R")
        .doesNotContain("\tat ", "Exception", "internal error");
  }
}
