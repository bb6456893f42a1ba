package io.breakwater.registry.names;

import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"birds/robin", "a/b/c/d", "a.b/c_d", "a__b/c", "a---b/c", "0/1"})
  void namesOfTheSpecificationAreRepositories(String text) throws Exception {
    assertThat(RepositoryName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "birds",
        "birds/",
        "/birds",
        "birds//robin",
        "Birds/robin",
        "birds/rob in",
        "../x",
        "birds/..",
        "birds/../fish",
        "birds/.",
        "birds/.robin",
        "birds/robin.",
        "a..b/c",
        "a___b/c",
        "a._b/c",
        "birds/robin\n",
        "birds/r%2fb",
        "birds\\robin",
        "bïrds/robin",
        "birds/robin\0"
      })
  void othersAreNone(String text) {
    var refusal = refused(ErrorCode.NAME_INVALID, () -> RepositoryName.parse(text));
    assertThat(refusal.detail()).isEqualTo(new Detail.Name(text));
  }

  @Test
  void repositoriesHaveFewerThan256Characters() throws Exception {
    assertThat(RepositoryName.parse("a/" + "b".repeat(253)).namespace()).isEqualTo("a");
    var refusal =
        refused(ErrorCode.NAME_INVALID, () -> RepositoryName.parse("a/" + "b".repeat(254)));
    assertThat(refusal).hasMessageContaining("255 characters");
    refused(ErrorCode.NAME_INVALID, () -> RepositoryName.parse("a/" + "b-".repeat(1_000_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "latest", "_x", "v1.2-rc.1_A"})
  void tagsOfTheSpecificationAreTags(String text) throws Exception {
    assertThat(Reference.parse(text)).isEqualTo(new Reference.ByTag(TagName.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\t", ".x", "-x", "..", "a/b", "ü", "a\n", "a?n=1"})
  void othersAreNoTags(String text) {
    refused(ErrorCode.TAG_INVALID, () -> Reference.parse(text));
  }

  @Test
  void tagsHave128CharactersAndNotOneMore() throws Exception {
    assertThat(TagName.parse("t".repeat(128))).hasToString("t".repeat(128));
    refused(ErrorCode.TAG_INVALID, () -> TagName.parse("t".repeat(129)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:12", "md5:0123", "sha256:", ":", "sha512:ab", "sha256:../x"})
  void mixedAndUnknownDigestsAreRefused(String text) {
    refused(ErrorCode.DIGEST_INVALID, () -> Reference.parse(text));
  }

  @Test
  void bothRegisteredAlgorithmsAreDigests() throws Exception {
    assertThat(Reference.parse("sha256:" + "0".repeat(64))).isInstanceOf(Reference.ByDigest.class);
    assertThat(Reference.parse("sha512:" + "0".repeat(128))).isInstanceOf(Reference.ByDigest.class);
    refused(ErrorCode.DIGEST_INVALID, () -> Reference.parse("sha256:" + "0".repeat(128)));
    refused(ErrorCode.DIGEST_INVALID, () -> Reference.parse("sha256:" + "A".repeat(64)));
  }
}
