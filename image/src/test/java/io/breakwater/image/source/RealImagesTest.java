package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.Image;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.tar.TarOracle;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real images beside the checkout; commons-compress is the oracle for their entries.
class RealImagesTest {
  private static final List<String> TAGS =
      List.of("3.6", "3.20", "debian-bookworm-nginx", "status-only-xenial-released");

  @TempDir Path temporary;

  private static Path images() {
    var shared = System.getProperty("breakwater.shared");
    assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "images")),
        "skipped: the real images are not beside the checkout");
    return Path.of(shared, "images");
  }

  private OpenedImages open(String text) throws Exception {
    return ImageSource.open(ImageLocation.parse(text), SourceOptions.of(temporary));
  }

  @Test
  void everyTagOpensAndItsLayersReadAsTheOracleReadsThem() throws Exception {
    var layout = images().resolve("oci");
    var index = Files.readString(layout.resolve("index.json"));
    var read = 0;
    for (var tag : TAGS) {
      if (!index.contains('"' + tag + '"')) {
        continue;
      }
      try (var opened = open("oci:" + layout + ":" + tag)) {
        assertThat(opened.images()).hasSize(1);
        for (var layer : opened.images().getFirst().layers()) {
          sameAsOracle(layer, layout);
          read++;
        }
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(4);
  }

  private static void sameAsOracle(Layer layer, Path layout) throws Exception {
    var blob = layout.resolve("blobs/sha256").resolve(layer.digest().orElseThrow().hex());
    try (var entries = layer.open(LayerLimits.DEFAULT);
        InputStream stored = new BufferedInputStream(Files.newInputStream(blob))) {
      var ours = TarOracle.ours(entries);
      entries.verify();
      assertThat(ours)
          .containsExactlyElementsOf(TarOracle.commons(new GZIPInputStream(stored, 1 << 16)));
    }
  }

  @Test
  void zstdLayersVerify() throws Exception {
    try (var opened = open("oci:" + images().resolve("oci-zstd"))) {
      assertThat(readAll(opened.images().getFirst())).isGreaterThan(500);
    }
  }

  @Test
  void anIndexInAnIndexGivesThePlatformAskedFor() throws Exception {
    var layout = images().resolve("oci-multiarch");
    var options =
        SourceOptions.of(temporary)
            .withPlatform(
                new PlatformChoice.Only(io.breakwater.image.Platform.parse("linux/arm64")));
    try (var opened = ImageSource.open(ImageLocation.parse("oci:" + layout + ":3.18"), options)) {
      assertThat(opened.indexDigest()).isPresent();
      var platform = opened.images().getFirst().platform();
      assertThat(platform.map(found -> found.architecture())).isEqualTo(Optional.of("arm64"));
      assertThat(readAll(opened.images().getFirst())).isGreaterThan(500);
    }
  }

  @Test
  void allPlatformsGiveEveryImage() throws Exception {
    var layout = images().resolve("oci-multiarch");
    var options = SourceOptions.of(temporary).withPlatform(new PlatformChoice.All());
    try (var opened = ImageSource.open(ImageLocation.parse("oci:" + layout), options)) {
      assertThat(opened.images()).hasSize(2);
    }
  }

  static int readAll(Image image) throws Exception {
    var entries = 0;
    for (var layer : image.layers()) {
      try (var stream = layer.open(LayerLimits.DEFAULT)) {
        while (stream.next() != null) {
          entries++;
        }
        stream.verify();
      }
    }
    return entries;
  }
}
