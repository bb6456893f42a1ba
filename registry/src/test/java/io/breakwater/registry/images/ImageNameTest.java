package io.breakwater.registry.images;

import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.ErrorCode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
  private static final Set<String> OWN = Set.of("localhost:5000", "localhost", "reg.example", "re");
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private static ImageName parse(String text) throws Exception {
    return ImageName.parse(text.replace("DIGEST", DIGEST), OWN::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "birds/robin, birds/robin",
    "birds/robin:1, birds/robin:1",
    "birds/a/b:1.2-x, birds/a/b:1.2-x",
    "birds/robin@DIGEST, birds/robin@DIGEST",
    "birds/robin:1@DIGEST, birds/robin@DIGEST",
    "localhost:5000/birds/robin:1, birds/robin:1",
    "localhost/birds/robin, birds/robin",
    "reg.example/birds/a/b, birds/a/b",
    "re/birds/robin, birds/robin",
  })
  void namesAreReadAsPeopleWriteThem(String text, String meant) throws Exception {
    assertThat(parse(text)).hasToString(meant.replace("DIGEST", DIGEST));
  }

  @Test
  void whoeverNamesNoReferenceMayMeanLatest() throws Exception {
    assertThat(parse("birds/robin").reference()).isEmpty();
    assertThat(parse("birds/robin").orLatest()).hasToString("latest");
    assertThat(parse("birds/robin:1").orLatest()).hasToString("1");
    assertThat(parse("birds/robin@DIGEST").orLatest()).hasToString(DIGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker.io/library/alpine:1", "localhost:5001/birds/robin", "a:1/b/c"})
  void imagesOfOtherRegistriesAreRefusedByTheirHost(String text) {
    var refusal = refused(ErrorCode.NAME_INVALID, () -> parse(text));
    assertThat(refusal).hasMessageContaining("'" + text.substring(0, text.indexOf('/')) + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "robin", "robin@DIGEST", "/", "birds/", "Birds/robin", "re/robin"})
  void whatNamesNoRepositoryIsRefused(String text) {
    refused(ErrorCode.NAME_INVALID, () -> parse(text));
  }

  @Test
  void wrongReferencesAreRefused() {
    refused(ErrorCode.TAG_INVALID, () -> parse("birds/robin:"));
    refused(ErrorCode.TAG_INVALID, () -> parse("birds/robin:1:2"));
    refused(ErrorCode.TAG_INVALID, () -> parse("birds/robin:" + "a".repeat(129)));
    refused(ErrorCode.DIGEST_INVALID, () -> parse("birds/robin@"));
    refused(ErrorCode.DIGEST_INVALID, () -> parse("birds/robin@DIGEST@DIGEST"));
    refused(ErrorCode.NAME_INVALID, () -> parse("birds/" + "a".repeat(2_000)));
    refused(ErrorCode.NAME_INVALID, () -> parse("a.".repeat(500) + "/birds/robin"));
  }
}
