package io.breakwater.testkit.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LayerBuilderTest {
  @ParameterizedTest
  @EnumSource(TarFormat.class)
  void entriesComeBackAsTheyWereGiven(TarFormat format) throws IOException {
    var layer =
        new LayerBuilder()
            .format(format)
            .dir("etc")
            .file("etc/motd", "hello\n")
            .symlink("lib", "usr/lib")
            .hardlink("etc/motd2", "etc/motd")
            .whiteout("etc/old")
            .opaque("var/cache")
            .device("dev/null")
            .file("/absolute", "a")
            .file("../above", "b");
    assertThat(entries(layer.tar()))
        .containsExactly(
            "5 etc/ ''",
            "0 etc/motd 'hello\n'",
            "2 lib -> usr/lib ''",
            "1 etc/motd2 -> etc/motd ''",
            "0 etc/.wh.old ''",
            "0 var/cache/.wh..wh..opq ''",
            "3 dev/null ''",
            "0 /absolute 'a'",
            "0 ../above 'b'");
  }

  @ParameterizedTest
  @EnumSource(
      value = TarFormat.class,
      names = {"PAX", "GNU"})
  void longNamesAndTargetsComeBackWhole(TarFormat format) throws IOException {
    var name = "d/".repeat(150) + "é";
    var layer = new LayerBuilder().format(format).file(name, "x").symlink("l", name);
    assertThat(entries(layer.tar()))
        .containsExactly("0 " + name + " 'x'", "2 l -> " + name + " ''");
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void diffIdIsThatOfTheArchiveWhateverTheCompression(Compression compression) throws IOException {
    var layer = new LayerBuilder().file("a", "x".repeat(50_000)).zeros("z", 100_000);
    var built = layer.build(compression);
    assertThat(built.diffId()).isEqualTo(Blob.sha256(layer.tar()));
    assertThat(built.digest()).isEqualTo(Blob.sha256(built.bytes()));
    assertThat(built.archive().readAllBytes()).isEqualTo(layer.tar());
    assertThat(BuiltLayer.of(built.bytes(), compression).diffId()).isEqualTo(built.diffId());
  }

  @Test
  void gzipMembersAreSeveral() {
    var one = new LayerBuilder().zeros("z", 30_000).build(Compression.GZIP);
    var many = new LayerBuilder().zeros("z", 30_000).build(Compression.GZIP_MULTI);
    assertThat(members(one.bytes())).isOne();
    assertThat(members(many.bytes())).isEqualTo(4);
  }

  @Test
  void prefixIsJoinedToTheName() throws IOException {
    var layer = new LayerBuilder().prefixed("p".repeat(150), "name", "x");
    assertThat(entries(layer.tar())).containsExactly("0 " + "p".repeat(150) + "/name 'x'");
  }

  @ParameterizedTest
  @EnumSource(
      value = TarFormat.class,
      names = {"PAX", "GNU"})
  void sparseFilesReadAsZerosAndPieces(TarFormat format) throws IOException {
    var pieces = new ArrayList<LayerBuilder.Piece>();
    for (var i = 0; i < 30; i++) {
      pieces.add(LayerBuilder.Piece.of(1000L * i + 512, "<" + i + ">"));
    }
    var layer =
        new LayerBuilder()
            .format(format)
            .sparse("holes", 40_000, pieces.toArray(LayerBuilder.Piece[]::new))
            .file("next", "n");
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(layer.tar()))) {
      var entry = tar.getNextEntry();
      assertThat(entry.getName()).isEqualTo("holes");
      var content = tar.readAllBytes();
      assertThat(content).hasSize(40_000);
      for (var piece : pieces) {
        var at = (int) piece.offset();
        assertThat(List.of(content[at], content[at - 1])).containsExactly((byte) '<', (byte) 0);
      }
      assertThat(tar.getNextEntry().getName()).isEqualTo("next");
    }
  }

  @Test
  void namesOfAnyBytesAreWrittenAsTheyAre() throws IOException {
    var tar = new LayerBuilder().rawName(new byte[] {'a', (byte) 0xff, '/', 'b'}, "x").tar();
    try (var in =
        new TarArchiveInputStream(
            new ByteArrayInputStream(tar), StandardCharsets.ISO_8859_1.name())) {
      assertThat(in.getNextEntry().getName()).isEqualTo("a\u00ff/b");
    }
  }

  @Test
  void paxRecordsBelongToTheNextEntryOnly() throws IOException {
    var tar = new LayerBuilder().pax(Map.of("path", "renamed")).file("a", "x").file("b", "y").tar();
    assertThat(entries(tar)).containsExactly("0 renamed 'x'", "0 b 'y'");
  }

  @Test
  void aGibibyteOfZerosNeedsNoGibibyte() {
    var bomb = new LayerBuilder().zeros("z", 1L << 28).build(Compression.ZSTD);
    assertThat(bomb.bytes()).hasSizeLessThan(1 << 20);
  }

  @Test
  void theSameCallsGiveTheSameBytes() {
    var once = new LayerBuilder().file("a", "x").dir("d").build(Compression.GZIP);
    var again = new LayerBuilder().file("a", "x").dir("d").build(Compression.GZIP);
    assertThat(once.digest()).isEqualTo(again.digest());
  }

  static List<String> entries(byte[] archive) throws IOException {
    var list = new ArrayList<String>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var link = entry.getLinkName().isEmpty() ? "" : " -> " + entry.getLinkName();
        var content = entry.isFile() ? new String(tar.readAllBytes(), StandardCharsets.UTF_8) : "";
        list.add((char) entry.getLinkFlag() + " " + entry.getName() + link + " '" + content + "'");
      }
    }
    return list;
  }

  private static int members(byte[] gzip) {
    var count = 0;
    for (var i = 0; i + 3 < gzip.length; i++) {
      if (gzip[i] == 0x1f && gzip[i + 1] == (byte) 0x8b && gzip[i + 2] == 8 && gzip[i + 3] == 0) {
        count++;
      }
    }
    return count;
  }
}
