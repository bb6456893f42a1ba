package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.images.TarFormat;
import io.breakwater.testkit.packages.DpkgStatus;
import io.breakwater.testkit.packages.StatusD;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Layers made to break their reader: bounded in memory (the heap of the tests) and time, and
/// never clean where something of the image was not read.
class HostileLayersTest {
  private static final String CLEAN =
      new DpkgStatus().add("libssl3", "3.0.13-1~deb12u1", "amd64").source("openssl").render();

  /// No UTF-8, and a sequence that clears a terminal.
  private static final byte[] HOSTILE_NAME =
      (StatusD.PATH + "/\u00ff\u001b[2J").getBytes(StandardCharsets.ISO_8859_1);

  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aBombIsIncomplete(Compression compression) {
    var bomb = new LayerBuilder().zeros("zeros", 1L << 28).build(compression);
    scans.assertIncomplete(
        new ImageBuilder().layer(SampleImages.cleanDebian()).layer(bomb),
        "layer-compression-ratio");
  }

  @Test
  void aBombInPlaceOfThePackageDatabaseIsIncomplete() {
    var bomb = SampleImages.debian().zeros(DpkgStatus.PATH, 1L << 28).build(Compression.ZSTD);
    scans.assertIncomplete(new ImageBuilder().layer(bomb), "layer-compression-ratio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc/passwd", "etc/../../passwd", ".."})
  void aPathThatLeavesTheRootIsIncomplete(String path) {
    scans.assertIncomplete(SampleImages.cleanDebian().file(path, "x"), "layer-path-escapes");
  }

  @Test
  void absolutePathsAreThoseOfTheImage() {
    var run =
        scans.scan(
            new LayerBuilder()
                .file("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file("/" + DpkgStatus.PATH, CLEAN.replace("3.0.13", "3.0.11"))
                .symlink("outside", "/../../../etc/shadow"));
    assertThat(run.out()).contains("FAIL", "CVE-2024-0001");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void devicesAndPipesAreNotOpened() {
    var run = scans.scan(SampleImages.cleanDebian().device("dev/sda").fifo("run/pipe"));
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aDeviceInPlaceOfThePackageDatabaseIsIncomplete() {
    for (var layer :
        new LayerBuilder[] {
          SampleImages.debian().device(DpkgStatus.PATH),
          SampleImages.debian().fifo(DpkgStatus.PATH),
          SampleImages.debian().dir(DpkgStatus.PATH)
        }) {
      scans.assertIncomplete(layer, "package-database-unreadable");
    }
  }

  @Test
  void aHundredThousandEntriesOfOneNameAreOneFile() {
    var run = scans.scan(SampleImages.cleanDebian().raw(entries("same")));
    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void aHundredThousandPackageDatabasesInOneLayerAreIncomplete() {
    var layer = SampleImages.debian().raw(entries(DpkgStatus.PATH)).file(DpkgStatus.PATH, CLEAN);
    scans.assertIncomplete(layer, "inventory-too-large");
  }

  @ParameterizedTest
  @EnumSource(names = {"PAX", "GNU"})
  void fiveGigabytesOfHolesCostNothing(TarFormat format) {
    var run = scans.scan(SampleImages.cleanDebian().format(format).sparse("disk", 5L << 30));
    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PAX", "GNU"})
  void fiveGigabytesOfHolesAsPackageDatabaseAreIncomplete(TarFormat format) {
    scans.assertIncomplete(
        SampleImages.debian()
            .format(format)
            .sparse(DpkgStatus.PATH, 5L << 30, LayerBuilder.Piece.of(0, CLEAN)),
        "package-database-damaged");
  }

  @Test
  void aPackageDatabaseOfAGigabyteIsIncomplete() throws IOException {
    var image = new ImageBuilder().layer(SampleImages.debian()).layer(largeDatabase(1L << 30));
    var run = scans.scan(image, "-f", "json");
    assertThat(run.exitCode()).isEqualTo(3);
    var report = JsonOf.valid(run.out());
    assertThat(report.text("/verdict/status")).isEqualTo("INCOMPLETE");
    assertThat(report.texts("/verdict/reasons/*/code"))
        .as(run.out())
        .contains("package-database-too-large");
  }

  @Test
  void aPackageDatabaseOfOneEndlessLineIsIncomplete() {
    var line = CLEAN + "Package: " + "x".repeat(8 << 20) + "\n";
    var run = scans.scan(SampleImages.debian().file(DpkgStatus.PATH, line));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("INCOMPLETE").doesNotContain("x".repeat(10_000));
  }

  @Test
  void namesThatAreNotUtf8ReachTheReportsAsText() {
    var name = "etc/\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1);
    var run = scans.scan(SampleImages.cleanDebian().rawName(name, "x"), "-f", "json");
    assertThat(run.exitCode()).isZero();
    JsonOf.valid(run.out());
  }

  @Test
  void aPackageInAFileOfANameThatIsNotUtf8IsRead() {
    var layer = new StatusD().add("base-files", "12", "amd64").into(SampleImages.debian());
    var stanza = "Package: libssl3\nSource: openssl\nVersion: 3.0.11\nArchitecture: amd64\n";
    layer.rawName(HOSTILE_NAME, stanza);
    var json = scans.scan(layer, "-f", "json", "--packages");
    assertThat(JsonOf.valid(json.out()).texts("/vulnerabilities/*/cve")).contains("CVE-2024-0001");
    var text = scans.scan(layer);
    assertThat(text.out()).contains("CVE-2024-0001").doesNotContain("\u001b");
  }

  @Test
  void aDamagedPackageInAFileOfANameThatIsNotUtf8IsIncomplete() {
    var layer = new StatusD().add("base-files", "12", "amd64").into(SampleImages.debian());
    layer.rawName(HOSTILE_NAME, "Package: libssl3\n");
    scans.assertIncomplete(layer, "package-database-damaged");
    assertThat(scans.scan(layer).out()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"var/lib/dpkg", "var/lib/dpkg/status", "var"})
  void aLinkToItselfInThePathOfTheDatabaseIsIncomplete(String path) {
    assertNeverClean(
        SampleImages.debian().symlink(path, path.substring(path.lastIndexOf('/') + 1)));
  }

  @Test
  void aCircleOfLinksInThePathOfTheDatabaseIsIncomplete() {
    assertNeverClean(
        SampleImages.debian()
            .symlink("var/lib/dpkg", "../a/x")
            .symlink("var/a", "b")
            .symlink("var/b", "a"));
  }

  @Test
  void aCircleOfLinksInPlaceOfTheReleaseFileIsIncomplete() {
    var run =
        scans.scan(
            new LayerBuilder()
                .symlink("etc/os-release", "../usr/lib/os-release")
                .symlink("usr/lib/os-release", "../../etc/os-release")
                .file(DpkgStatus.PATH, CLEAN));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).containsAnyOf("INCOMPLETE", "UNSUPPORTED");
  }

  @Test
  void aHeaderThatPromisesATerabyteIsIncomplete() {
    scans.assertIncomplete(
        SampleImages.cleanDebian().headerOnly("big", 1L << 40).withoutTrailer(), "layer-truncated");
  }

  @Test
  void limitsCanBeRaisedOneByOne() {
    var layer = SampleImages.cleanDebian().file("long/".repeat(900) + "path", "x");
    scans.assertIncomplete(layer, "layer-path-too-long");
    assertThat(scans.scan(layer, "--limit", "path-bytes=5000").exitCode()).isZero();
    var many = scans.scan(SampleImages.cleanDebian(), "--limit", "entries=1", "--no-cache");
    assertThat(many.out()).contains("INCOMPLETE", "limit of 1");
    assertThat(many.exitCode()).isEqualTo(3);
  }

  private void assertNeverClean(LayerBuilder layer) {
    var run = scans.scan(layer, "-f", "json");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(JsonOf.valid(run.out()).text("/verdict/status")).isEqualTo("INCOMPLETE");
  }

  /// The headers of 100,000 empty files of one name.
  private static byte[] entries(String path) {
    var one = new LayerBuilder().headerOnly(path, 0).withoutTrailer().tar();
    var all = new ByteArrayOutputStream();
    for (var i = 0; i < 100_000; i++) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }

  /// A status file of many different packages; its compressed form is made member by member, so
  /// that building it costs little more than reading it.
  private static BuiltLayer largeDatabase(long size) throws IOException {
    var paragraphs = new StringBuilder();
    for (var i = 0; paragraphs.length() < 1 << 20; i++) {
      paragraphs.append(CLEAN.replace("libssl3", "p" + i * 7919L));
    }
    var block = new byte[1 << 20];
    System.arraycopy(
        paragraphs.toString().getBytes(StandardCharsets.US_ASCII), 0, block, 0, block.length);
    var header = new ByteArrayOutputStream();
    new LayerBuilder().headerOnly(DpkgStatus.PATH, size).withoutTrailer().writeTo(header);
    var member = gzip(block);
    var stored = new ByteArrayOutputStream();
    stored.writeBytes(gzip(header.toByteArray()));
    for (var left = size; left > 0; left -= block.length) {
      stored.writeBytes(member);
    }
    stored.writeBytes(gzip(new byte[1024]));
    return BuiltLayer.of(stored.toByteArray(), Compression.GZIP);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
