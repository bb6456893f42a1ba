package io.breakwater.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebFilesTest {
  private static WebFiles built() {
    var files = WebFiles.load();
    assumeThat(files)
        .as("skipped: the server was built without the console (no Node 20)")
        .isPresent();
    return files.orElseThrow();
  }

  @Test
  void theListNamesFilesWithTheirTypes() {
    var files =
        WebFiles.parse("index.html\ttext/html\tabc\tbr,gzip\nassets/a.woff2\tfont/woff2\tdef\t");

    assertThat(files.index())
        .isEqualTo(new WebFile("index.html", "text/html", "abc", Set.of("br", "gzip")));
    assertThat(files.find("assets/a.woff2").orElseThrow().codings()).isEmpty();
    assertThat(files.find("assets/a.woff2").orElseThrow().lasting()).isTrue();
    assertThat(files.index().lasting()).isFalse();
    assertThat(files.find("../index.html")).isEmpty();
  }

  @Test
  void whatIsNoListIsRefused() {
    assertThatThrownBy(() -> WebFiles.parse("index.html\ttext/html"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> WebFiles.parse("assets/a.js\ttext/javascript\tabc\t"))
        .hasMessageContaining("index.html");
  }

  @Test
  void everyCodingOfAFileIsThatFile() throws Exception {
    var index = built().index();
    var plain = WebFiles.content(index, "");

    try (var in = new GZIPInputStream(new ByteArrayInputStream(WebFiles.content(index, "gzip")))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
    assertThat(WebFiles.content(index, "br")).hasSizeLessThan(plain.length);
  }

  @Test
  void theDocumentAsksNoOtherHostAndHasNothingInline() throws Exception {
    var html = new String(WebFiles.content(built().index(), ""), StandardCharsets.UTF_8);

    assertThat(html).contains("<div id=\"root\">").doesNotContain("http:", "https:", "<style");
    assertThat(html.split("<script", -1))
        .allSatisfy(part -> assertThat(part).doesNotContain("eval("));
    assertThat(html).doesNotContainPattern("<script(?![^>]* src=\"/assets/)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip | gzip",
        "GZIP;q=0.5 | gzip",
        "br;q=0, gzip | gzip",
        "br;q=0.000 | ''",
        "identity | ''",
        "'' | ''",
        "brotli | ''",
      })
  void theShortestCodingThatTheBrowserTakesIsSent(String accepted, String chosen) {
    assertThat(Codings.choose(List.of(accepted), Set.of("br", "gzip"))).isEqualTo(chosen);
    assertThat(Codings.choose(List.of(accepted), Set.of())).isEmpty();
  }
}
