package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers are read once; and a cache that is damaged, full or not there changes no verdict.
class ScanCacheTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);
  private final BuiltLayer layer =
      SampleImages.debian(
              new io.breakwater.testkit.packages.DpkgStatus()
                  .add("libssl3", "3.0.11-1~deb12u1", "amd64")
                  .source("openssl"))
          .build(Compression.GZIP);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder);
  }

  @Test
  void aSecondScanOpensNoLayer() throws IOException {
    var first = scan();
    Files.delete(
        scans.layout().resolve("blobs/sha256/" + layer.digest().substring("sha256:".length())));
    var image = "oci:" + scans.layout() + ":latest";
    assertThat(scans.scan(image, "-f", "json")).isEqualTo(first);
    var uncached = scans.scan(image, "-f", "json", "--no-cache");
    assertThat(uncached.exitCode()).isEqualTo(3);
    assertThat(uncached.out()).contains("layer-missing");
  }

  @Test
  void aScanWithoutCacheLeavesNone() {
    var run = scans.scan(new ImageBuilder().layer(layer), "-f", "json", "--no-cache");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(layers()).doesNotExist();
  }

  @Test
  void aDamagedFileOfTheCacheIsMadeAnew() throws IOException {
    var first = scan();
    for (var file : cached()) {
      var whole = Files.readAllBytes(file);
      for (var at : new int[] {0, whole.length / 2, whole.length - 1}) {
        var damaged = whole.clone();
        damaged[at] ^= 0x55;
        Files.write(file, damaged);
        assertThat(scan()).as("byte " + at).isEqualTo(first);
        assertThat(Files.readAllBytes(file)).as("byte " + at).isEqualTo(whole);
      }
      Files.write(file, new byte[0]);
      assertThat(scan()).isEqualTo(first);
      Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
      assertThat(scan()).isEqualTo(first);
    }
  }

  @Test
  void aFileOfTheCacheThatSpeaksOfAnotherLayerIsNotBelieved() throws IOException {
    scans.scan(SampleImages.cleanDebian(), "-f", "json");
    var clean = cached().getFirst();
    var first = scan();
    assertThat(first.exitCode()).isEqualTo(1);
    for (var file : cached()) {
      if (!file.equals(clean)) {
        Files.copy(clean, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertThat(scan()).isEqualTo(first);
  }

  @Test
  void anIncompleteLayerIsNotKept() throws IOException {
    scans.scan(new ImageBuilder().layer(layer.cutAt(layer.bytes().length - 20)));
    assertThat(cached()).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheLayerCacheIsAWarningAndTheVerdictStands() throws IOException {
    var expected = scans.scan(new ImageBuilder().layer(layer), "-f", "json", "--no-cache");
    Files.createDirectories(layers().getParent());
    Files.writeString(layers(), "in the way");
    var run = scan();
    assertThat(run.out()).isEqualTo(expected.out());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("breakwater: warning: ").contains(layers().toString());
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aFileInPlaceOfTheWholeCacheChangesNoVerdict() throws IOException {
    Files.writeString(folder.resolve("cache"), "in the way");
    var run = scan();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("CVE-2024-0001");
    assertThat(run.err()).contains("warning: ");
  }

  @Test
  void aCacheFolderThatCannotBeMadeChangesNoVerdict() {
    scans.breakwater().with("XDG_CACHE_HOME", "/proc/none");
    var run = scan();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("CVE-2024-0001");
    assertThat(run.err()).contains("warning: ");
  }

  @Test
  void aDamagedDatabaseOfAFeedFolderIsBuiltAnew() throws IOException {
    var first = scan();
    try (var files = Files.list(folder.resolve("cache/breakwater/advisories"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".db")).toList()) {
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
    assertThat(scan()).isEqualTo(first);
  }

  @Test
  void changedFeedsAreReadAgain() throws IOException {
    assertThat(scan().exitCode()).isEqualTo(1);
    var tracker = scans.feeds().resolve("debian/tracker.json");
    Files.writeString(tracker, Files.readString(tracker).replace("3.0.13-1~deb12u1", "3.0.9-1"));
    assertThat(scan().exitCode()).isZero();
  }

  private CommandRun scan() {
    return scans.scan(new ImageBuilder().layer(layer), "-f", "json");
  }

  private Path layers() {
    return folder.resolve("cache/breakwater/layers");
  }

  private List<Path> cached() throws IOException {
    if (!Files.exists(layers())) {
      return List.of();
    }
    try (var files = Files.list(layers())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
