package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An image, and what the real Syft writes of it, are judged alike.
class SyftOracleTest {
  private static final List<String> FORMATS =
      List.of("cyclonedx-json@1.4", "cyclonedx-json@1.5", "cyclonedx-json@1.6", "spdx-json@2.3");

  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void syftIsThere() {
    assumeTrue(
        present(),
        "skipped: no syft on the path, so that its SBOMs cannot be compared with images");
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.ZSTD));
    scans.breakwater().at(SampleFeeds.NOW);
  }

  private static boolean present() {
    for (var place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(place, "syft"))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void debian() throws Exception {
    assertAlike(SampleImages.vulnerableDebian(), 6);
  }

  @Test
  void ubuntu() throws Exception {
    var status = SampleImages.vulnerableUbuntu();
    assertAlike(SampleImages.ubuntu("22.04", "jammy", status), 1);
  }

  private void assertAlike(LayerBuilder layer, int atLeast) throws Exception {
    new ImageBuilder().layer(layer).writeOciLayout(scans.layout(), "latest");
    var expected = judged("oci:" + scans.layout());
    assertThat(expected).hasSizeGreaterThanOrEqualTo(atLeast);
    for (var format : FORMATS) {
      assertThat(judged("sbom:" + syft(format))).as(format).isEqualTo(expected);
    }
  }

  private Path syft(String format) throws IOException, InterruptedException {
    var file = folder.resolve(format.replace('@', '-') + ".json");
    var process =
        new ProcessBuilder("syft", "-q", "oci-dir:" + scans.layout(), "-o", format)
            .redirectOutput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return file;
  }

  /// The verdict, and of every vulnerability what it is of and how it stands.
  private List<String> judged(String image) {
    var report = JsonOf.valid(scans.scan(image, "-f", "json").out());
    var all = new ArrayList<String>();
    all.addAll(report.texts("/verdict/reasons/*/code"));
    for (var field :
        List.of(
            "cve", "package/name", "package/version", "package/source", "state", "fixedVersion")) {
      all.addAll(report.texts("/vulnerabilities/*/" + field));
    }
    return all;
  }
}
