package io.breakwater.sbom;

import static io.breakwater.sbom.Documents.library;
import static io.breakwater.sbom.Documents.read;
import static io.breakwater.sbom.Documents.syft;
import static io.breakwater.sbom.Documents.trivySystem;
import static io.breakwater.sbom.Documents.utf8;
import static io.breakwater.sbom.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.testkit.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SbomFileTest {
  @TempDir private Path folder = Path.of("");

  private static Map<String, Object> document() {
    return syft(
        trivySystem("alpine", "3.20.3"),
        library("musl", "1-r0", "pkg:apk/alpine/musl@1-r0?arch=x86_64"));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void plainCompressedAndInUtf16() throws Exception {
    var plain = Json.bytes(document());
    var expected = read(plain);
    assertThat(expected.packages()).hasSize(1);
    assertThat(read(gzip(plain))).isEqualTo(expected);
    var text = new String(plain, StandardCharsets.UTF_8);
    assertThat(read(utf8("\ufeff \n" + text))).isEqualTo(expected);
    assertThat(read(text.getBytes(StandardCharsets.UTF_16))).isEqualTo(expected);
  }

  @Test
  void aFileIsReadAndNamedAsItsPath() throws Exception {
    var file = Files.write(folder.resolve("app.cdx.json"), Json.bytes(document()));
    var inventory = SbomFile.read(file);
    assertThat(inventory.databases()).containsExactly(file.toString());
    assertThat(inventory.packages().getFirst().file()).isEqualTo(file.toString());
  }

  @Test
  void onlyDocumentsAreRecognised() throws Exception {
    var json = Json.bytes(document());
    assertThat(recognises(json)).isTrue();
    assertThat(recognises(gzip(json))).isTrue();
    assertThat(recognises(utf8("\ufeff\n\t{}"))).isTrue();
    assertThat(recognises(utf8("<?xml version=\"1.0\"?><bom/>"))).isTrue();
    assertThat(recognises(utf8("SPDXVersion: SPDX-2.3\n"))).isTrue();
    assertThat(recognises(new byte[0])).isFalse();
    assertThat(recognises(utf8("hello"))).isFalse();
    assertThat(recognises(utf8("<html><body>404</body></html>"))).isFalse();
    assertThat(recognises(gzip(new byte[100_000]))).isFalse();
    assertThat(recognises(Arrays.copyOf(gzip(json), 12))).isFalse();
    var tar = new byte[1024];
    tar[0] = '{';
    System.arraycopy(utf8("ustar"), 0, tar, 257, 5);
    assertThat(recognises(tar)).isFalse();
    assertThat(recognises(gzip(tar))).isFalse();
    assertThat(SbomFile.recognises(folder)).isFalse();
    assertThat(SbomFile.recognises(folder.resolve("none"))).isFalse();
  }

  /// Says the same of a file, and leaves a stream where it was.
  private boolean recognises(byte[] bytes) throws IOException {
    var file = Files.write(folder.resolve("some"), bytes);
    var in = new BufferedInputStream(new ByteArrayInputStream(bytes), 1 << 16);
    var recognised = SbomFile.recognises(in);
    assertThat(in.readAllBytes()).isEqualTo(bytes);
    assertThat(SbomFile.recognises(file)).isEqualTo(recognised);
    return recognised;
  }

  @ParameterizedTest
  @CsvSource({
    "'', not-an-sbom",
    "hello, not-an-sbom",
    "{}, not-an-sbom",
    "'[]', not-an-sbom",
    "'{\"a\":1}', not-an-sbom",
    "'{\"artifacts\":[],\"schema\":{}}', sbom-unsupported",
    "'{\"SchemaVersion\":2,\"Results\":[]}', sbom-unsupported",
    "'{\"payloadType\":\"application/vnd.in-toto+json\"}', sbom-unsupported",
    "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\"/>, sbom-unsupported",
    "SPDXVersion: SPDX-2.3, sbom-unsupported",
    "'{\"bomFormat\":\"CycloneDX\",', sbom-malformed",
    "'{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\"} {}', sbom-malformed",
    "'{\"bomFormat\":\"CycloneDX\",\"bomFormat\":\"CycloneDX\"}', sbom-malformed",
    "'{\"bomFormat\":\"CycloneDX\",\"components\":{}}', sbom-malformed",
    "'{\"bomFormat\":\"CycloneDX\",\"components\":[3]}', sbom-malformed",
    "'{\"components\":[{\"purl\":[]}]}', sbom-malformed",
    "'{\"bomFormat\":\"CycloneDX\",\"spdxVersion\":\"SPDX-2.3\"}', sbom-malformed"
  })
  void whatIsNoDocument(String text, String code) {
    assertRefused(() -> read(utf8(text)), code);
  }

  @Test
  void nullsAreNothing() throws Exception {
    var text = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"metadata\":null,";
    var inventory =
        read(utf8(text + "\"components\":[null,{\"type\":\"file\",\"properties\":null}]}"));
    assertThat(inventory.gaps()).hasSize(1);
  }

  @Test
  void aDocumentThatIsCutOffIsRefused() throws Exception {
    var whole = Json.bytes(document());
    var packed = gzip(whole);
    for (var length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(SbomException.class);
    }
    for (var length = 0; length < packed.length - 8; length++) {
      var cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(SbomException.class);
    }
  }

  @Test
  void limitsAreErrorsAndNeverShorterLists() throws Exception {
    assertRefused(() -> read(with(document(), "x", "y".repeat(1 << 20))), "sbom-too-large");
    assertRefused(
        () -> read(gzip(Json.bytes(with(document(), "x", " ".repeat(2 << 20))))), "sbom-too-large");
    var many =
        IntStream.range(0, 201)
            .mapToObj(i -> library("a" + i, "1", "pkg:apk/alpine/a" + i + "@1"))
            .toArray();
    assertRefused(() -> read(syft(many)), "sbom-too-large");
    assertRefused(
        () -> read(syft(library("n".repeat(5000), "1", "pkg:apk/alpine/a@1"))), "sbom-too-large");
    var long100 =
        IntStream.range(0, 100)
            .mapToObj(i -> library("n".repeat(1000), "1", "pkg:apk/alpine/a" + i + "@1"))
            .toArray();
    assertRefused(() -> read(syft(long100)), "sbom-too-large");
    Object nested = document();
    for (var i = 0; i < 30; i++) {
      nested = Json.object("components", java.util.List.of(nested));
    }
    var deep = nested;
    assertRefused(() -> read(deep), "sbom-too-large");
  }

  @Test
  void whatIsNotThereOrNoFileSaysSo() {
    assertRefused(() -> SbomFile.read(folder.resolve("none.json")), "sbom-not-found");
    assertRefused(() -> SbomFile.read(folder), "sbom-unreadable");
  }

  private static void assertRefused(ThrowingCallable reading, String code) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            SbomException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.what()).startsWith("reading the SBOM ");
              assertThat(e.why()).isNotBlank();
              assertThat(e.next()).isNotBlank().doesNotEndWith(".");
            });
  }
}
