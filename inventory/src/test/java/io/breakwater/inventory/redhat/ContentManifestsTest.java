package io.breakwater.inventory.redhat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.InventoryLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentManifestsTest {
  private static final InventoryLimits LIMITS = InventoryLimits.DEFAULT;

  private static Content read(String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    return new ContentManifests().read(new ByteArrayInputStream(bytes), bytes.length, LIMITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content_sets\": [\"b\", \"a\", \"b\"]}",
        "{\"metadata\": {\"icm_version\": 1, \"content_sets\": [\"x\"]}, \"from_dnf_hint\": true,"
            + " \"content_sets\": [\"a\", \"b\"], \"image_contents\": [{\"purl\": \"pkg:x\","
            + " \"dependencies\": [[1.5, null]]}]}",
        "{\"content_sets\": null, \"x\": {}, \"content_sets\": [\"a\", \"b\"]}"
      })
  void contentSetsOfTheOutermostObjectCount(String text) throws IOException {
    assertThat(read(text)).isEqualTo(new Content.Names(List.of("a", "b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"content_sets\": []}", "{\"image_contents\": []}"})
  void manifestMayNameNone(String text) throws IOException {
    assertThat(read(text)).isEqualTo(new Content.Names(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"content_sets\": [\"a\"",
        "{\"content_sets\": \"a\"}",
        "{\"content_sets\": [\"a\", 1]}",
        "{\"content_sets\": [[\"a\"]]}",
        "{'content_sets': []}",
        "{\"content_sets\": []} {}",
        "<html>"
      })
  void otherDocumentsAreDamaged(String text) throws IOException {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            Content.Unread.class,
            unread -> assertThat(unread.code()).isEqualTo("content-manifest-damaged"));
  }

  @Test
  void limitsAreTold() throws IOException {
    var many = "{\"content_sets\": [" + "\"a\",".repeat(3000) + "\"a\"]}";
    assertThat(read(many)).isEqualTo(new Content.Names(List.of("a")));
    var long1 = "{\"content_sets\": [\"" + "a".repeat(1000) + "\"]}";
    assertThat(read(long1))
        .isInstanceOfSatisfying(
            Content.Unread.class,
            unread -> assertThat(unread.code()).isEqualTo("content-manifest-too-large"));
    var deep = "{\"x\": " + "[".repeat(1000);
    assertThat(read(deep)).isInstanceOf(Content.Unread.class);
    assertThat(new ContentManifests().read(InputStream.nullInputStream(), 1L << 40, LIMITS))
        .isInstanceOf(Content.Unread.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"S\0\0\0\0\0", "\0S\0\0\0\0", "\0\0S\0", "\0\0\0"})
  void charactersOfAWideEncodingAreDamageOfTheManifest(String text) throws IOException {
    // Zeros beside the first byte make it UTF-32, in one of four orders (RFC 4627, section 3).
    var bytes = text.getBytes(UTF_8);
    assertThat(new ContentManifests().read(new ByteArrayInputStream(bytes), bytes.length, LIMITS))
        .isInstanceOfSatisfying(
            Content.Unread.class,
            unread -> assertThat(unread.code()).isEqualTo("content-manifest-damaged"));
  }

  @Test
  void damageOfTheLayerIsNotDamageOfTheManifest() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("layer");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("layer");
          }
        };
    assertThatThrownBy(() -> new ContentManifests().read(broken, 10, LIMITS))
        .isInstanceOf(IOException.class)
        .hasMessage("layer");
  }

  @ParameterizedTest
  @CsvSource({
    "root/buildinfo/content_manifests/ubi8-container-8.6-754.json, true",
    "usr/share/buildinfo/content-sets.json, true",
    "usr/share/buildinfo/labels.json, false",
    "root/buildinfo/Dockerfile-ubi8-8.6-754, false",
    "usr/share/package.json, false",
    "content-sets.json, false"
  })
  void fileIsAManifestByItsFolder(String path, boolean is) {
    assertThat(new ContentManifests().mayBe(path, path.lastIndexOf('/') + 1)).isEqualTo(is);
  }
}
