package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.Digest;
import io.breakwater.image.LayerLimits;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// skopeo is the oracle: whatever it turns an image into reads as the same image.
class SkopeoTest {
  @TempDir Path temporary;

  @BeforeEach
  void present() {
    var folders = System.getenv().getOrDefault("PATH", "").split(":", -1);
    assumeTrue(
        Arrays.stream(folders).anyMatch(f -> Files.isExecutable(Path.of(f, "skopeo"))),
        "skipped: skopeo is not installed");
  }

  private byte[] skopeo(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("skopeo", "--tmpdir", temporary.toString()));
    command.addAll(List.of(arguments));
    var errors = temporary.resolve("errors").toFile();
    var process = new ProcessBuilder(command).redirectError(errors).start();
    var output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors.toPath())).isZero();
    return output;
  }

  private void copy(String from, String to) throws Exception {
    skopeo("--insecure-policy", "copy", "--quiet", from, to);
  }

  /// What is compared: each layer's diff ID and its entries' path, type and size.
  private List<String> read(String text) throws Exception {
    var seen = new ArrayList<String>();
    var options = SourceOptions.of(temporary.resolve("spool"));
    try (var opened = ImageSource.open(ImageLocation.parse(text), options)) {
      var image = opened.images().getFirst();
      for (var layer : image.layers()) {
        seen.add(layer.index() + " " + layer.diffId().orElseThrow());
        try (var entries = layer.open(LayerLimits.DEFAULT)) {
          for (var entry = entries.next(); entry != null; entry = entries.next()) {
            seen.add(entry.path() + " " + entry.type() + " " + entry.size());
          }
          entries.verify();
        }
      }
    }
    return seen;
  }

  private static Digest sha256(byte[] bytes) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return new Digest("sha256", HexFormat.of().formatHex(hash));
  }

  private void readsTheSameEverywhere(String source, String name) throws Exception {
    var expected = read(source);
    assertThat(expected).hasSizeGreaterThan(1);
    var raw = skopeo("inspect", "--raw", source);
    try (var opened = ImageSource.open(ImageLocation.parse(source), SourceOptions.of(temporary))) {
      assertThat(opened.images().getFirst().manifestDigest()).contains(sha256(raw));
    }
    var at = temporary.resolve(name).toString();
    for (var target :
        List.of(
            "docker-archive:" + at + ".docker.tar:app:1.0",
            "oci-archive:" + at + ".oci.tar:t",
            "oci:" + at + ".layout:t")) {
      copy(source, target);
      assertThat(read(target)).as(target).isEqualTo(expected);
    }
    assertThat(read(at + ".docker.tar")).isEqualTo(expected);
    assertThat(read(at + ".oci.tar")).isEqualTo(expected);
    copy(source, "dir:" + at + ".dir");
    sameManifest(Path.of(at + ".dir"), raw);
  }

  /// skopeo's `dir` is no root file system, but holds the manifest and each blob by its digest.
  private static void sameManifest(Path directory, byte[] raw) throws IOException {
    assertThat(Files.readAllBytes(directory.resolve("manifest.json"))).isEqualTo(raw);
  }

  @Test
  void aBuiltImageReadsTheSameInEveryForm() throws Exception {
    // Without zstd: skopeo writes no docker-archive of it.
    var image = new ImageBuilder();
    for (var compression : List.of(Compression.GZIP, Compression.NONE)) {
      image.layer(
          new LayerBuilder()
              .dir("usr/lib/" + compression)
              .file("usr/lib/" + compression + "/file", "x".repeat(70_000))
              .symlink("lib", "usr/lib")
              .hardlink("usr/lib/same", "usr/lib/" + compression + "/file")
              .whiteout("etc/gone")
              .build(compression));
    }
    image.writeOciLayout(temporary.resolve("built"), "t");
    readsTheSameEverywhere("oci:" + temporary.resolve("built") + ":t", "copy");
  }

  @Test
  void realImagesReadTheSameInEveryForm() throws Exception {
    var shared = System.getProperty("breakwater.shared");
    assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "images/oci")),
        "skipped: the real images are not beside the checkout");
    for (var tag : List.of("3.20", "status-only-debian-trixie")) {
      readsTheSameEverywhere("oci:" + Path.of(shared, "images/oci") + ":" + tag, tag);
    }
  }
}
