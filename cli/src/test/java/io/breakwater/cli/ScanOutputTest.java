package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where reports go, and that the same image gives the same bytes.
class ScanOutputTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.XZ));
    scans.breakwater().at(SampleFeeds.NOW);
  }

  @Test
  void theSameImageGivesTheSameBytes() {
    for (var image :
        new ImageBuilder[] {
          new ImageBuilder().layer(SampleImages.vulnerableDebian()),
          new ImageBuilder().layer(SampleImages.vulnerableAlpine())
        }) {
      var first = all(image);
      assertThat(first).as("from the cache").isEqualTo(all(image));
      assertThat(first).as("without a cache").isEqualTo(all(image, "--no-cache"));
    }
  }

  @Test
  void theTextIsTheSameFromTheCacheToo() {
    var image = new ImageBuilder().layer(SampleImages.vulnerableDebian());
    var first = scans.scan(image, "--show", "all", "--explain").out();
    assertThat(scans.scan(image, "--show", "all", "--explain").out()).isEqualTo(first);
  }

  @Test
  void severalReportsComeOfOneScan() throws IOException {
    var file = folder.resolve("report.json");
    var run = scans.scan(debian(), "-f", "json=" + file, "-f", "text");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("oci:").contains("FAIL");
    assertThat(JsonOf.valid(Files.readString(file)).text("/verdict/status")).isEqualTo("FAIL");
    var other = folder.resolve("report.txt");
    var json = scans.scan(debian(), "-f", "text=" + other, "-f", "json");
    assertThat(json.out()).isEqualTo(Files.readString(file));
    assertThat(Files.readString(other)).isEqualTo(run.out());
  }

  @Test
  void anOlderReportIsReplacedAsAWhole() throws IOException {
    var file = Files.writeString(folder.resolve("report.json"), "x".repeat(100_000));
    scans.scan(debian(), "-f", "json=" + file);
    JsonOf.valid(Files.readString(file));
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void aReportIntoAMissingFolderIsAnErrorAndNotAVerdict() {
    var run = scans.scan(debian(), "-f", "json=" + folder.resolve("none/report.json"));
    Scans.assertRefused(run, 2, "output-failed");
    var clean =
        scans.scan(SampleImages.cleanDebian(), "-f", "json=" + folder.resolve("none/report.json"));
    Scans.assertRefused(clean, 2, "output-failed");
  }

  @Test
  void aReportOverAFolderIsAnError() {
    Scans.assertRefused(scans.scan(debian(), "-f", "json=" + folder), 2, "output-failed");
  }

  @Test
  void nothingIsWrittenWhereTheImageCannotBeOpened() {
    var file = folder.resolve("report.json");
    var run = scans.scan(folder.resolve("none"), "-f", "json=" + file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void aPipedTextIsNeitherColouredNorCut() {
    var long1 = "x".repeat(300);
    var image = new ImageBuilder().layer(SampleImages.vulnerableDebian(), "RUN " + long1);
    var text = scans.scan(image).out();
    assertThat(text).doesNotContain("\u001b", "\t").contains("CVE-2024-0001");
    assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void theStepOfADockerfileCannotWriteIntoTheTerminal() {
    var image =
        new ImageBuilder()
            .layer(
                SampleImages.vulnerableDebian(), "RUN \u001b[2J\u0007 \u009b31m\r\nOK no issues");
    var text = scans.scan(image, "--explain").out();
    assertThat(text).doesNotContain("\u001b", "\u0007", "\u009b", "\r");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("OK"));
    JsonOf.valid(scans.scan(image, "-f", "json", "--explain").out());
  }

  private String all(ImageBuilder image, String... more) {
    var args = new java.util.ArrayList<>(java.util.List.of(more));
    args.addAll(java.util.List.of("-f", "json", "--explain", "--packages"));
    return scans.scan(image, args.toArray(String[]::new)).out();
  }

  private static ImageBuilder debian() {
    return new ImageBuilder().layer(SampleImages.vulnerableDebian());
  }
}
