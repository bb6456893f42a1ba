package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.Platform;
import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.Damage;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.images.TarFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What hostile and broken images end in: a stable code and a way out, never an empty list.
class HostileImagesTest {
  @TempDir Path temporary;

  private Path layout() {
    return temporary.resolve("layout");
  }

  private OpenedImages open(String text) throws ImageException {
    return ImageSource.open(
        ImageLocation.parse(text), SourceOptions.of(temporary.resolve("spool")));
  }

  private List<LayerEntry> read(ImageBuilder image) throws ImageException {
    return read(image, LayerLimits.DEFAULT);
  }

  private List<LayerEntry> read(ImageBuilder image, LayerLimits limits) throws ImageException {
    image.writeOciLayout(layout(), "t");
    return readAll("oci:" + layout() + ":t", limits);
  }

  private List<LayerEntry> readAll(String location, LayerLimits limits) throws ImageException {
    var seen = new ArrayList<LayerEntry>();
    try (var opened = open(location)) {
      for (var layer : opened.images().getFirst().layers()) {
        try (var entries = layer.open(limits)) {
          for (var entry = entries.next(); entry != null; entry = entries.next()) {
            seen.add(entry);
          }
          entries.verify();
        }
      }
    }
    return seen;
  }

  private static ImageBuilder image(LayerBuilder layer) {
    return new ImageBuilder().layer(layer);
  }

  private static LayerBuilder small() {
    return new LayerBuilder().dir("etc").file("etc/hostname", "sea\n");
  }

  private static void fails(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.next()).isNotBlank().doesNotEndWith(".");
            });
  }

  @Test
  void aWrongLayerDigestIsNoticed() {
    var image = image(small()).damage(0, new Damage.WrongDigest("sha256:" + "a".repeat(64)));
    fails(() -> read(image), "layer-digest-mismatch");
  }

  @Test
  void aWrongDiffIdIsNoticed() {
    var image = image(small()).damage(0, new Damage.WrongDiffId("sha256:" + "b".repeat(64)));
    fails(() -> read(image), "layer-diff-id-mismatch");
  }

  @Test
  void aCutBlobIsTruncated() {
    fails(() -> read(image(small()).damage(0, new Damage.Cut(60))), "layer-truncated");
  }

  @Test
  void aCutStreamIsTruncatedForEachCompression() {
    for (var compression : Compression.values()) {
      var whole = small().file("usr/lib/x", "x".repeat(50_000)).build(compression);
      var half = new ImageBuilder().layer(whole.cutAt(whole.bytes().length / 2));
      fails(() -> read(half), "layer-truncated");
    }
  }

  @Test
  void aMissingLayerLetsTheImageOpenAndFailsByItself() throws Exception {
    image(small()).damage(0, new Damage.Missing()).writeOciLayout(layout(), "t");
    try (var opened = open("oci:" + layout() + ":t")) {
      var layer = opened.images().getFirst().layers().getFirst();
      fails(() -> layer.open(LayerLimits.DEFAULT), "layer-missing");
    }
  }

  @Test
  void encryptedAndUnknownLayersAreRefusedByName() {
    var encrypted = new Damage.MediaType("application/vnd.oci.image.layer.v1.tar+gzip+encrypted");
    fails(() -> read(image(small()).damage(0, encrypted)), "layer-encrypted");
    var other = new Damage.MediaType("application/vnd.cncf.helm.chart.content.v1.tar+gzip");
    fails(() -> read(image(small()).damage(0, other)), "layer-media-type");
  }

  @Test
  void aMediaTypeThatContradictsTheContentIsToleratedAsTheDigestVerifies() throws Exception {
    var zstd = new ImageBuilder().layer(small().build(Compression.ZSTD));
    zstd.damage(0, new Damage.MediaType(Compression.GZIP.mediaType()));
    assertThat(read(zstd)).hasSize(2);
  }

  @Test
  void aFlippedBitNeverPasses() {
    var built = small().file("a", "some content to be damaged").build(Compression.GZIP);
    for (var at = 0; at < built.bytes().length; at += 7) {
      var image = new ImageBuilder().layer(built).damage(0, new Damage.Flipped(at));
      assertThatThrownBy(() -> read(image)).isInstanceOf(ImageException.class);
    }
  }

  @Test
  void bombsEndAtTheRatio() {
    for (var compression : List.of(Compression.ZSTD, Compression.GZIP)) {
      var bomb = new ImageBuilder().layer(bomb(compression));
      assertTimeout(
          Duration.ofSeconds(20), () -> fails(() -> read(bomb), "layer-compression-ratio"));
    }
  }

  /// A file of 320 MiB of zeros: a header, then the same compressed 16 MiB again and again.
  private static BuiltLayer bomb(Compression compression) {
    var header = new LayerBuilder().headerOnly("zeros", 320L << 20).withoutTrailer();
    var part = new LayerBuilder().raw(new byte[16 << 20]).withoutTrailer().build(compression);
    var stored = new ByteArrayOutputStream();
    stored.writeBytes(header.build(compression).bytes());
    for (var i = 0; i < 20; i++) {
      stored.writeBytes(part.bytes());
    }
    return BuiltLayer.of(stored.toByteArray(), compression, part.diffId());
  }

  @Test
  void zerosThatRealSoftwareLeavesBehindPass() throws Exception {
    var log = new LayerBuilder().zeros("var/log/lastlog", 64L << 20);
    assertThat(read(image(log))).hasSize(1);
  }

  @Test
  void expandedBytesEndAtTheLimit() {
    var layer = new LayerBuilder().zeros("zeros", 3 << 20);
    var limits = new LayerLimits(1 << 20, 1_000_000, 1000, 4096);
    fails(() -> read(image(layer), limits), "layer-too-large");
  }

  @Test
  void entriesEndAtTheLimit() {
    var layer = new LayerBuilder();
    for (var i = 0; i < 100; i++) {
      layer.file("same", "");
    }
    var limits = new LayerLimits(1 << 30, 1000, 99, 4096);
    fails(() -> read(image(layer), limits), "layer-too-many-entries");
  }

  @Test
  void aHundredThousandEntriesOfOneNameAreRead() throws Exception {
    var layer = new LayerBuilder();
    for (var i = 0; i < 100_000; i++) {
      layer.file("same", "");
    }
    assertThat(read(image(layer))).hasSize(100_000);
  }

  @Test
  void pathsThatLeaveTheRootAreRefused() {
    fails(() -> read(image(new LayerBuilder().file("../etc/passwd", ""))), "layer-path-escapes");
    fails(() -> read(image(new LayerBuilder().file("a/../../b", ""))), "layer-path-escapes");
    fails(() -> read(image(new LayerBuilder().file("..", ""))), "layer-path-escapes");
    fails(() -> read(image(new LayerBuilder().hardlink("link", "../../x"))), "layer-path-escapes");
  }

  @Test
  void absolutePathsAndDotsAreNormalised() throws Exception {
    var layer =
        new LayerBuilder()
            .file("/etc/passwd", "")
            .file("./a//b/./c/../d", "")
            .dir("./")
            .symlink("s", "../../outside")
            .hardlink("h", "/etc/passwd");
    assertThat(read(image(layer)))
        .extracting(entry -> entry.path() + "|" + entry.link())
        .containsExactly("etc/passwd|", "a/b/d|", "|", "s|../../outside", "h|etc/passwd");
  }

  @Test
  void devicesAndFifosAreOther() throws Exception {
    assertThat(read(image(new LayerBuilder().device("dev/sda").fifo("run/pipe"))))
        .extracting(LayerEntry::type)
        .containsExactly(LayerEntry.Type.OTHER, LayerEntry.Type.OTHER);
  }

  @Test
  void fiveGigabytesOfHolesCostNothing() throws Exception {
    var size = 5L << 30;
    for (var format : List.of(TarFormat.PAX, TarFormat.GNU)) {
      var layer =
          new LayerBuilder()
              .format(format)
              .sparse("disk", size, LayerBuilder.Piece.of(4L << 30, "found"));
      image(layer).writeOciLayout(layout(), format.name());
      try (var opened = open("oci:" + layout() + ":" + format.name());
          var entries = opened.images().getFirst().layers().getFirst().open(LayerLimits.DEFAULT)) {
        var entry = Objects.requireNonNull(entries.next());
        assertThat(entry.path()).isEqualTo("disk");
        assertThat(entry.size()).isEqualTo(size);
        assertThat(entries.content().readNBytes(8)).containsOnly(0);
        assertThat(entries.next()).isNull();
        entries.verify();
      }
    }
  }

  @Test
  void aSparseFileReadsAsItsExpandedBytes() throws Exception {
    var layer =
        new LayerBuilder()
            .sparse(
                "disk",
                100_000,
                LayerBuilder.Piece.of(1000, "one"),
                LayerBuilder.Piece.of(50_000, "two"));
    image(layer).writeOciLayout(layout(), "t");
    try (var opened = open("oci:" + layout() + ":t");
        var entries = opened.images().getFirst().layers().getFirst().open(LayerLimits.DEFAULT)) {
      entries.next();
      var expected = new byte[100_000];
      System.arraycopy("one".getBytes(StandardCharsets.US_ASCII), 0, expected, 1000, 3);
      System.arraycopy("two".getBytes(StandardCharsets.US_ASCII), 0, expected, 50_000, 3);
      assertThat(entries.content().readAllBytes()).isEqualTo(expected);
    }
  }

  @Test
  void namesThatAreNotUtf8StayDistinct() throws Exception {
    var layer =
        new LayerBuilder()
            .rawName(new byte[] {'a', (byte) 0xff}, "")
            .rawName(new byte[] {'a', (byte) 0xfe}, "")
            .file("ä", "");
    assertThat(read(image(layer)))
        .extracting(LayerEntry::path)
        .containsExactly("a\udcff", "a\udcfe", "ä");
  }

  @Test
  void longPathsEndAtTheLimitInEachFormat() {
    var name = "d/".repeat(2500) + "f";
    for (var format : List.of(TarFormat.PAX, TarFormat.GNU)) {
      fails(
          () -> read(image(new LayerBuilder().format(format).file(name, ""))),
          "layer-path-too-long");
    }
  }

  @Test
  void aHeaderThatPromisesMoreThanThereIsIsTruncated() {
    fails(
        () -> read(image(new LayerBuilder().headerOnly("big", 1L << 40).withoutTrailer())),
        "layer-truncated");
  }

  @Test
  void aMissingTrailerAtABlockBoundaryIsAccepted() throws Exception {
    assertThat(read(image(small().withoutTrailer()))).hasSize(2);
  }

  @Test
  void garbageAndUnknownTypesAreRefused() {
    var garbage = new byte[512];
    Arrays.fill(garbage, (byte) 'x');
    fails(() -> read(image(new LayerBuilder().raw(garbage))), "layer-tar-malformed");
    fails(() -> read(image(new LayerBuilder().typeFlag("v", 'V'))), "layer-tar-unsupported");
    fails(
        () -> read(image(new LayerBuilder().pax(Map.of("size", "-1")).file("a", ""))),
        "layer-tar-malformed");
  }

  @Test
  void bytesBehindTheLastGzipMemberAreAnErrorAndZerosAreNot() throws Exception {
    var built = small().build(Compression.GZIP);
    var zeros = Arrays.copyOf(built.bytes(), built.bytes().length + 100);
    var padded = BuiltLayer.of(zeros, Compression.GZIP, built.diffId());
    assertThat(read(new ImageBuilder().layer(padded))).hasSize(2);
    zeros[zeros.length - 1] = 1;
    var dirty = BuiltLayer.of(zeros, Compression.GZIP, built.diffId());
    fails(() -> read(new ImageBuilder().layer(dirty)), "layer-corrupt");
  }

  @Test
  void anIndexWithoutThePlatformSaysWhatThereIs() {
    new IndexBuilder()
        .add(image(small()).platform("linux", "s390x"))
        .add(image(small()).platform("linux", "arm", "v6"))
        .writeOciLayout(layout(), "t");
    assertThatThrownBy(
            () ->
                ImageSource.open(
                    ImageLocation.parse("oci:" + layout() + ":t"),
                    SourceOptions.of(temporary)
                        .withPlatform(new PlatformChoice.Only(Platform.parse("linux/riscv64")))))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.code()).isEqualTo("platform-not-found");
              assertThat(e.why()).contains("linux/s390x", "linux/arm/v6");
            });
  }

  @Test
  void attestationsAreSkippedAndTheOnlyPlatformIsTaken() throws Exception {
    var image = image(small()).platform("linux", "s390x").build();
    new IndexBuilder().add(image).attestation(image.digest()).writeOciLayout(layout(), "t");
    try (var opened = open("oci:" + layout() + ":t")) {
      assertThat(opened.images()).hasSize(1);
      assertThat(opened.indexDigest()).isPresent();
    }
  }

  @Test
  void archivesOfEachKindReadTheSame() throws Exception {
    var image = image(small());
    var entries = read(image);
    for (var name : List.of("d.tar", "d.tar.gz")) {
      image.writeDockerArchive(temporary.resolve(name), "app:1.0");
      assertThat(readAll(temporary.resolve(name).toString(), LayerLimits.DEFAULT))
          .isEqualTo(entries);
      assertThat(
              readAll(
                  "docker-archive:" + temporary.resolve(name) + ":app:1.0", LayerLimits.DEFAULT))
          .isEqualTo(entries);
      fails(() -> open("docker-archive:" + temporary.resolve(name) + ":no:1"), "tag-not-found");
    }
    image.writeOciArchive(temporary.resolve("o.tar"));
    assertThat(readAll("oci-archive:" + temporary.resolve("o.tar"), LayerLimits.DEFAULT))
        .isEqualTo(entries);
  }

  @Test
  void anArchiveCutInTheMiddleIsTruncatedAndTheTemporaryFileIsGone() throws Exception {
    image(small()).writeDockerArchive(temporary.resolve("d.tar"), "app:1.0");
    var bytes = Files.readAllBytes(temporary.resolve("d.tar"));
    var cut = Arrays.copyOf(bytes, bytes.length / 2 + 100);
    Files.write(temporary.resolve("cut.tar"), cut);
    fails(() -> open(temporary.resolve("cut.tar").toString()), "archive-truncated");
    var spool = temporary.resolve("spool");
    var options = SourceOptions.of(spool).withStandardInput(new ByteArrayInputStream(cut));
    fails(() -> ImageSource.open(new ImageLocation.StandardInput(), options), "archive-truncated");
    try (var left = Files.list(spool)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void standardInputIsBounded() {
    var tar = new LayerBuilder().zeros("zeros", 1 << 20).tar();
    var options =
        SourceOptions.of(temporary.resolve("spool"))
            .withStandardInput(new ByteArrayInputStream(tar))
            .withSpoolLimit(1 << 16);
    fails(() -> ImageSource.open(new ImageLocation.StandardInput(), options), "archive-too-large");
  }

  @Test
  void otherFilesAreNoImages() throws Exception {
    Files.writeString(temporary.resolve("text"), "hello");
    Files.write(temporary.resolve("other.tar"), small().tar());
    Files.writeString(temporary.resolve("empty"), "");
    fails(() -> open(temporary.resolve("text").toString()), "not-an-image");
    fails(() -> open(temporary.resolve("other.tar").toString()), "not-an-image");
    fails(() -> open(temporary.resolve("empty").toString()), "not-an-image");
    fails(() -> open(temporary.resolve("none").toString()), "image-not-found");
    fails(() -> open("oci:" + temporary.resolve("none")), "image-not-found");
  }

  @Test
  void severalTagsAskForOne() {
    image(small()).writeOciLayout(layout(), "one");
    image(small().file("x", "y")).writeOciLayout(layout(), "two");
    assertThatThrownBy(() -> open("oci:" + layout()))
        .hasMessageContaining("one, two")
        .isInstanceOf(ImageException.class);
  }

  @Test
  void aDirectoryIsOneLayerAndLinksAreNotFollowed() throws Exception {
    var root = temporary.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/hostname"), "sea");
    Files.createSymbolicLink(root.resolve("loop"), Path.of("/"));
    assertThat(readAll("dir:" + root, LayerLimits.DEFAULT))
        .extracting(entry -> entry.path() + " " + entry.type() + " " + entry.link())
        .containsExactly("etc DIRECTORY ", "etc/hostname FILE ", "loop SYMLINK /");
  }
}
