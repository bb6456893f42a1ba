package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.Damage;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.images.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Images that were cut, mixed up or damaged: never clean, always with a way out.
class DamagedImagesTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci-archive", "docker-archive", "docker-archive.gz"})
  void anArchiveCutAnywhereIsNeverClean(String kind) throws IOException {
    var file = folder.resolve(kind.endsWith(".gz") ? "whole.tar.gz" : "whole.tar");
    var image = new ImageBuilder().layer(SampleImages.cleanDebian().zeros("filling", 20_000));
    if (kind.equals("oci-archive")) {
      image.writeOciArchive(file);
    } else {
      image.writeDockerArchive(file, "app:1");
    }
    assertThat(scans.scan(file).exitCode()).isZero();
    var whole = Files.readAllBytes(file);
    // The end of a tar is two blocks of zeros, which nobody misses.
    var content = kind.endsWith(".gz") ? whole.length : whole.length - 1024;
    for (var length = 1; length < content; length += Math.max(1, content / 60)) {
      var cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, length));
      var run = scans.scan(cut);
      assertThat(run.exitCode()).as("cut at " + length + run.out() + run.err()).isEqualTo(3);
      if (run.out().isEmpty()) {
        Scans.assertLine(run, "[a-z-]+");
      } else {
        assertThat(run.out()).contains("INCOMPLETE");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aLayerCutInTheMiddleIsIncomplete(Compression compression) {
    var whole = SampleImages.cleanDebian().zeros("filling", 100_000).build(compression);
    scans.assertIncomplete(
        new ImageBuilder().layer(whole.cutAt(whole.bytes().length / 2)), "layer-truncated");
  }

  @Test
  void corruptGzipInALayerIsNeverClean() {
    var whole = SampleImages.cleanDebian().build(Compression.GZIP);
    for (var at = 0; at < whole.bytes().length; at += 11) {
      var bytes = whole.bytes().clone();
      bytes[at] ^= 0x10;
      // With the digest of the damaged bytes, so that only the gzip or the diff ID can tell.
      var damaged =
          io.breakwater.testkit.images.BuiltLayer.of(bytes, Compression.GZIP, whole.diffId());
      var run = scans.scan(new ImageBuilder().layer(damaged));
      var harmless = at >= 4 && at < 10; // time, flags and system in the header of gzip
      assertThat(run.exitCode()).as("byte " + at + run.out()).isEqualTo(harmless ? 0 : 3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.layer.v1.tar+gzip+encrypted, layer-encrypted",
    "application/vnd.cncf.helm.chart.content.v1.tar+gzip, layer-media-type",
    "text/html, layer-media-type"
  })
  void aLayerOfAnotherKindIsIncomplete(String mediaType, String code) {
    scans.assertIncomplete(damaged(new Damage.MediaType(mediaType)), code);
  }

  @Test
  void aForeignLayerThatIsNotThereIsIncomplete() {
    scans.assertIncomplete(
        damaged(new Damage.MediaType(MediaTypes.OCI_FOREIGN_LAYER)).damage(0, new Damage.Missing()),
        "layer-missing");
  }

  @Test
  void aMissingLayerIsIncomplete() {
    scans.assertIncomplete(damaged(new Damage.Missing()), "layer-missing");
  }

  @Test
  void aMissingUpperLayerIsIncompleteThoughTheLowerOneIsClean() {
    scans.assertIncomplete(
        new ImageBuilder()
            .layer(SampleImages.cleanDebian())
            .layer(new LayerBuilder().file("more", "content"))
            .damage(1, new Damage.Missing()),
        "layer-missing");
  }

  @Test
  void aWrongLayerDigestIsIncomplete() {
    scans.assertIncomplete(
        damaged(new Damage.WrongDigest("sha256:" + "a".repeat(64))), "layer-digest-mismatch");
  }

  @Test
  void aWrongDiffIdIsIncomplete() {
    scans.assertIncomplete(
        damaged(new Damage.WrongDiffId("sha256:" + "b".repeat(64))), "layer-diff-id-mismatch");
  }

  @Test
  void aWrongLayerSizeIsIncomplete() {
    scans.assertIncomplete(damaged(new Damage.WrongSize(7)), "layer-size-mismatch");
  }

  @Test
  void aConfigurationThatIsNoneIsRefused() {
    var image = new ImageBuilder().layer(SampleImages.cleanDebian()).config(new byte[] {'{', '['});
    Scans.assertRefused(scans.scan(image), 3, "config-malformed");
  }

  @Test
  void anIndexWithoutThePlatformSaysWhichThereAre() {
    new IndexBuilder()
        .add(new ImageBuilder().layer(SampleImages.cleanDebian()).platform("linux", "s390x"))
        .add(new ImageBuilder().layer(SampleImages.cleanDebian()).platform("linux", "arm", "v6"))
        .writeOciLayout(scans.layout(), "multi");
    var run = scans.scan("oci:" + scans.layout(), "--platform", "linux/riscv64");
    Scans.assertRefused(run, 2, "platform-not-found");
    assertThat(run.err()).contains("linux/s390x", "linux/arm/v6");
  }

  @Test
  void anIndexThatNamesAMissingImageIsRefused() {
    new IndexBuilder()
        .missing("sha256:" + "c".repeat(64), "linux", "amd64")
        .writeOciLayout(scans.layout(), "multi");
    Scans.assertRefused(
        scans.scan("oci:" + scans.layout(), "--platform", "linux/amd64"), 3, "blob-missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\n", "<html><body>404</body></html>", "{\"a\":1}"})
  void aFileThatIsNoImageIsRefused(String content) throws IOException {
    var file = Files.writeString(folder.resolve("file"), content);
    for (var form : new String[] {"", "oci-archive:", "docker-archive:"}) {
      // A path alone may be that of a bill of materials, which is JSON.
      Scans.assertRefused(scans.scan(form + file), 3, "not-an-(?:image|sbom)|archive-[a-z-]+");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\n", "\u001f\u008b garbage", "(\u00b5/\u00fd garbage"})
  void garbageOnStandardInputIsRefused(String content) {
    scans.breakwater().input(content.getBytes(StandardCharsets.ISO_8859_1));
    Scans.assertRefused(scans.scan("-"), 3, "not-an-image|archive-[a-z-]+");
  }

  @Test
  void aTarThatIsNoImageIsRefused() throws IOException {
    var tar = Files.write(folder.resolve("root.tar"), SampleImages.cleanDebian().tar());
    Scans.assertRefused(scans.scan(tar), 3, "not-an-image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oci:", "oci-archive:", "docker-archive:", "dir:"})
  void aPathThatDoesNotExistIsRefused(String form) {
    Scans.assertRefused(scans.scan(form + folder.resolve("none")), 2, "image-not-found");
  }

  @Test
  void anUnknownTagIsRefusedAndTheKnownOnesAreNamed() {
    new ImageBuilder().layer(SampleImages.cleanDebian()).writeOciLayout(scans.layout(), "one");
    var run = scans.scan("oci:" + scans.layout() + ":two");
    Scans.assertRefused(run, 2, "tag-not-found");
    assertThat(run.err()).contains("one");
  }

  @Test
  void severalTagsAndNoneNamedIsRefused() {
    new ImageBuilder().layer(SampleImages.cleanDebian()).writeOciLayout(scans.layout(), "one");
    new ImageBuilder().layer(SampleImages.debian()).writeOciLayout(scans.layout(), "two");
    var run = scans.scan("oci:" + scans.layout());
    Scans.assertRefused(run, 2, "tag-ambiguous");
    assertThat(run.err()).contains("one", "two");
  }

  @Test
  void severalTagsOfOneImageNeedNoChoice() {
    var image = new ImageBuilder().layer(SampleImages.cleanDebian());
    image.writeOciLayout(scans.layout(), "one");
    image.writeOciLayout(scans.layout(), "two");
    var run = scans.scan("oci:" + scans.layout());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static ImageBuilder damaged(Damage damage) {
    return new ImageBuilder().layer(SampleImages.cleanDebian()).damage(0, damage);
  }
}
