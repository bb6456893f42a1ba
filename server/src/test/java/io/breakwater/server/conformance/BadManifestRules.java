package io.breakwater.server.conformance;

import static io.breakwater.server.conformance.Images.descriptor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Manifests that must not be stored.
interface BadManifestRules extends Rules {
  /// A repository with the blobs of the image that is meant.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Prepared(Repository repository, String config, String layer, byte[] content) {
    static Prepared in(Repository repository) throws IOException {
      var config = Images.config();
      var layer = Images.random(120);
      repository.push(config);
      repository.push(layer);
      return new Prepared(
          repository, descriptor(Images.CONFIG, config), descriptor(Images.LAYER, layer), layer);
    }

    byte[] manifest() {
      return Images.manifest(config, Images.annotated(), layer);
    }

    Answer refused(String reference, byte[] manifest, int status, String code) throws IOException {
      var answer = repository.put(reference, manifest, Images.MANIFEST).error(status, code);
      repository.headManifest(Images.sha256(manifest)).is(404);
      return answer;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aManifestUnderAnotherDigestIsRefused(String algorithm) throws IOException {
    var prepared = Prepared.in(repository());
    var manifest = prepared.manifest();
    var longer = Arrays.copyOf(manifest, manifest.length + 2);
    Arrays.fill(longer, manifest.length, longer.length, (byte) ' ');
    var stated = Images.digest(algorithm, manifest);
    prepared.refused(stated, longer, 400, "DIGEST_INVALID");
    prepared.repository().headManifest(stated).is(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:baddigeststring", "md5:d41d8cd98f00b204e9800998ecf8427e", "a:b"})
  @Tag(SPECIFICATION)
  default void aManifestUnderADigestThatIsNoneIsRefused(String reference) throws IOException {
    var prepared = Prepared.in(repository());
    prepared.repository().put(reference, prepared.manifest()).error(400, "DIGEST_INVALID");
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestTellsAllBlobsThatAreMissing() throws IOException {
    var prepared = Prepared.in(repository());
    var first = Images.sha256(Images.random(5));
    var second = Images.sha256(Images.random(5));
    var manifest =
        Images.manifest(
            prepared.config(),
            "",
            descriptor(Images.LAYER, first, 5),
            prepared.layer(),
            descriptor(Images.LAYER, second, 5));
    assertThat(prepared.refused("missing", manifest, 404, "MANIFEST_BLOB_UNKNOWN").text())
        .contains(first)
        .contains(second)
        .doesNotContain(Images.sha256(prepared.content()));
    prepared.repository().headManifest("missing").is(404);
  }

  @Test
  @Tag(SPECIFICATION)
  default void aManifestWhoseConfigurationIsMissingIsRefused() throws IOException {
    var prepared = Prepared.in(repository());
    var config = descriptor(Images.CONFIG, Images.sha256(Images.random(5)), 5);
    var answer =
        prepared.repository().put("missing", Images.manifest(config, "", prepared.layer()));
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.errorCodes()).containsAnyOf("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN");
    prepared.repository().headManifest("missing").is(404);
  }

  @Test
  @Tag(BREAKWATER)
  default void aBlobThatOnlyAnotherRepositoryHasIsMissing() throws IOException {
    var prepared = Prepared.in(repository());
    var elsewhere = Prepared.in(repository());
    var manifest = Images.manifest(prepared.config(), "", elsewhere.layer());
    prepared.refused("missing", manifest, 404, "MANIFEST_BLOB_UNKNOWN");
  }

  @Test
  @Tag(BREAKWATER)
  default void anIndexOfAManifestThatIsMissingIsRefused() throws IOException {
    var repository = repository();
    repository.image("there");
    var missing = Images.sha256(Images.random(5));
    var index = Images.index("", descriptor(Images.MANIFEST, missing, 5));
    var answer = repository.put("missing", index).error(404, "MANIFEST_BLOB_UNKNOWN");
    assertThat(answer.text()).contains(missing);
  }

  @Test
  @Tag(BREAKWATER)
  default void aWrongSizeIsRefusedWithBothSizes() throws IOException {
    var prepared = Prepared.in(repository());
    var wrong = descriptor(Images.LAYER, Images.sha256(prepared.content()), 121);
    var manifest = Images.manifest(prepared.config(), "", wrong);
    assertThat(prepared.refused("wrong", manifest, 400, "MANIFEST_INVALID").text())
        .contains("120")
        .contains("121");
  }

  @Test
  @Tag(BREAKWATER)
  default void anIndexWithAWrongSizeIsRefused() throws IOException {
    var repository = repository();
    var image = repository.image("there");
    var wrong = descriptor(Images.MANIFEST, image.digest(), image.manifest().length + 1);
    repository.put("wrong", Images.index("", wrong)).error(400, "MANIFEST_INVALID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "{",
        "[]",
        "null",
        "1",
        "\"text\"",
        "not JSON",
        "{\"schemaVersion\":2}",
        "{\"schemaVersion\":2,\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":[],\"layers\":{}}",
      })
  @Tag(BREAKWATER)
  default void whatIsNoManifestIsRefused(String text) throws IOException {
    var repository = repository();
    repository.image("there");
    repository.put("none", Images.bytes(text), Images.MANIFEST).error(400, "MANIFEST_INVALID");
    repository.headManifest("none").is(404);
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestMustBeOfTheTypeThatItIsSentAs() throws IOException {
    var prepared = Prepared.in(repository());
    prepared
        .repository()
        .put("other", prepared.manifest(), Images.INDEX)
        .error(400, "MANIFEST_INVALID");
    prepared
        .repository()
        .put("other", Images.index(""), Images.MANIFEST)
        .error(400, "MANIFEST_INVALID");
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestThatIsBothImageAndIndexIsRefused() throws IOException {
    // The two readings of one digest: CVE-2021-41190.
    var prepared = Prepared.in(repository());
    var manifest = Images.manifest(prepared.config(), ",\"manifests\":[]", prepared.layer());
    prepared.refused("both", manifest, 400, "MANIFEST_INVALID");
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestThatSaysSomethingTwiceIsRefused() throws IOException {
    var prepared = Prepared.in(repository());
    var twice = Images.manifest(prepared.config(), ",\"layers\":[]", prepared.layer());
    prepared.refused("twice", twice, 400, "MANIFEST_INVALID");
    var cases = Images.manifest(prepared.config(), ",\"Layers\":[]", prepared.layer());
    prepared.refused("cases", cases, 400, "MANIFEST_INVALID");
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestOfGreatDepthIsRefused() throws IOException {
    var prepared = Prepared.in(repository());
    var deep = ",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000);
    prepared.refused(
        "deep",
        Images.manifest(prepared.config(), deep, prepared.layer()),
        400,
        "MANIFEST_INVALID");
  }

  @ParameterizedTest
  @CsvSource({"5242880", "17825792", "41943040"})
  @Tag(BREAKWATER)
  default void aManifestOfMoreThanTheLimitIsRefused(int length) throws IOException {
    var prepared = Prepared.in(repository());
    var more = ",\"annotations\":{\"x\":\"" + "x".repeat(length) + "\"}";
    prepared.refused(
        "large", Images.manifest(prepared.config(), more, prepared.layer()), 413, "SIZE_INVALID");
    prepared.repository().put("small", prepared.manifest()).is(201);
  }

  @Test
  @Tag(BREAKWATER)
  default void tenThousandLayersAreAnswered() throws IOException {
    var prepared = Prepared.in(repository());
    var layers = new String[10_000];
    Arrays.fill(layers, prepared.layer());
    var answer = prepared.repository().put("many", Images.manifest(prepared.config(), "", layers));
    assertThat(answer.status()).as(answer::text).isIn(201, 400, 413);
    prepared.repository().put("few", prepared.manifest()).is(201);
  }

  @Test
  @Tag(SPECIFICATION)
  default void tagsOfAnotherShapeAreRefused() throws IOException {
    var prepared = Prepared.in(repository());
    var tags = new String[] {"bad%20tag", ".dot", "-dash", "a%2Fb", "%C3%A9", "a".repeat(129)};
    for (var tag : tags) {
      var answer = prepared.repository().put(tag, prepared.manifest());
      assertThat(answer.status()).as(tag + ": " + answer.text()).isIn(400, 404);
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void tagsOfAnotherShapeAreSaidToBeInvalid() throws IOException {
    var prepared = Prepared.in(repository());
    for (var tag : new String[] {"bad%20tag", ".dot", "a".repeat(129)}) {
      assertThat(prepared.repository().put(tag, prepared.manifest()).error(400, "TAG_INVALID"))
          .isNotNull();
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void manifestsOfTheFirstSchemaAreRefused() throws IOException {
    var repository = repository();
    repository.image("there");
    var text =
        "{\"schemaVersion\":1,\"name\":\"x\",\"tag\":\"old\",\"architecture\":\"amd64\","
            + "\"fsLayers\":[],\"history\":[]}";
    repository
        .put("old", Images.bytes(text), "application/vnd.docker.distribution.manifest.v1+json")
        .error(400, "MANIFEST_INVALID");
  }
}
