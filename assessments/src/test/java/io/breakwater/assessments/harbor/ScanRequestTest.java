package io.breakwater.assessments.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.api.errors.Refusal;
import io.breakwater.image.remote.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Harbor may ask for.
class ScanRequestTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final String URL = "https://Harbor.example.com";
  private static final String GOOD =
      Sent.body(URL, Sent.basic("robot$scan", "s3:cret"), "library/mongo", DIGEST);

  private static String with(String capabilities) {
    return GOOD.substring(0, GOOD.length() - 1) + ",\"enabled_capabilities\":" + capabilities + "}";
  }

  private static Refusal refused(String body, int status) {
    var refusal = catchThrowableOfType(Refusal.class, () -> Sent.parse(body));
    assertThat(refusal).as(body).isNotNull();
    assertThat(refusal.status()).as(refusal.message()).isEqualTo(status);
    assertThat(refusal.message()).doesNotContain("s3:cret", "czM6");
    return refusal;
  }

  @Test
  void registryArtifactAndCredentialsAreRead() throws Exception {
    var request = Sent.parse(GOOD);

    assertThat(request.registry()).hasToString("https://harbor.example.com");
    assertThat(request.reference()).hasToString("harbor.example.com/library/mongo@" + DIGEST);
    assertThat(request.credentials()).isEqualTo(new Credentials.Password("robot$scan", "s3:cret"));
    assertThat(request.artifact())
        .isEqualTo(new ScannedArtifact("library/mongo", DIGEST, "1", Sent.MANIFEST));
    assertThat(request.kinds()).containsExactlyInAnyOrder(ReportKind.values());
    assertThat(request.toString()).doesNotContain("s3:cret");
  }

  @Test
  void aTokenIsTakenAsItIsAndNothingIsNobody() throws Exception {
    assertThat(Sent.parse(Sent.body(URL, "Bearer a.b-c", "a/b", DIGEST)).credentials())
        .isEqualTo(new Credentials.RegistryToken("a.b-c"));
    assertThat(Sent.parse(Sent.body(URL, "", "a/b", DIGEST)).credentials())
        .isEqualTo(new Credentials.Anonymous());
  }

  @Test
  void aRepositoryIsNeverTakenForAHost() throws Exception {
    var request = Sent.parse(Sent.body("http://core:8080/", "", "evil.example/app", DIGEST));

    assertThat(request.reference().host()).isEqualTo("core:8080");
    assertThat(request.reference().repository()).isEqualTo("evil.example/app");
  }

  @Test
  void capabilitiesSayWhichReportsAreWanted() throws Exception {
    assertThat(Sent.parse(with("[{\"type\":\"vulnerability\"}]")).kinds())
        .containsExactlyInAnyOrder(ReportKind.VULNERABILITIES, ReportKind.RAW);
    assertThat(
            Sent.parse(
                    with(
                        """
                        [{"type":"sbom","produces_mime_types":
                          ["application/vnd.security.sbom.report+json; version=1.0"],
                          "parameters":{"sbom_media_types":["application/spdx+json"]}}]\
                        """))
                .kinds())
        .containsExactly(ReportKind.SPDX);
    assertThat(
            Sent.parse(
                    with(
                        """
                        [{"type":"vulnerability","produces_mime_types":
                          ["application/vnd.security.vulnerability.report;version=1.1"]}]\
                        """))
                .kinds())
        .containsExactly(ReportKind.VULNERABILITIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"registry\":1}",
        "{\"registry\":{\"url\":[]}}",
        "{\"registry\":{},\"registry\":{}}",
        "{} {}"
      })
  void whatIsNoSuchJsonIsRefused(String body) {
    refused(body, 400);
  }

  @Test
  void jsonThatIsNestedDeepIsRefused() {
    refused("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}", 400);
    refused(GOOD.replace("\"tag\":\"1\"", "\"tag\":1"), 400);
    refused(with("{}"), 400);
    refused(with("[1]"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "harbor.example.com",
        "ftp://harbor.example.com",
        "file:///etc/passwd",
        "https://user:s3:cret@harbor.example.com",
        "https://harbor.example.com/other",
        "https://harbor.example.com?x=1",
        "https://bad host/"
      })
  void anAddressThatIsNoRegistrysIsRefused(String url) {
    refused(Sent.body(url, "", "a/b", DIGEST), 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic !!!", "Basic YWJj", "Digest abc", "Bearer a b", "abc"})
  void otherCredentialsAreRefused(String authorization) {
    refused(Sent.body(URL, authorization, "a/b", DIGEST), 422);
  }

  @Test
  void anArtifactWithoutNameIsRefused() {
    refused("{}", 422);
    refused("{\"registry\":{\"url\":\"https://a.b\"}}", 422);
    refused(Sent.body(URL, "", "", DIGEST), 422);
    refused(Sent.body(URL, "", "A/B", DIGEST), 422);
    refused(Sent.body(URL, "", "../a", DIGEST), 422);
    refused(Sent.body(URL, "", "a/b", "sha256:12"), 422);
    refused(Sent.body(URL, "", "a/b", "").replace("\"tag\":\"1\"", "\"tag\":\"\""), 422);
    refused(with("[{}]"), 422);
  }

  @Test
  void whatThisScannerCannotDoIsSaid() {
    refused(GOOD.replace(Sent.MANIFEST, "application/vnd.cncf.helm.config.v1+json"), 501);
    refused(with("[{\"type\":\"malware\"}]"), 501);
    refused(with("[{\"type\":\"vulnerability\",\"produces_mime_types\":[\"text/html\"]}]"), 501);
    refused(
        with("[{\"type\":\"sbom\",\"parameters\":{\"sbom_media_types\":[\"text/plain\"]}}]"), 501);
  }
}
