package io.breakwater.policy;

import static io.breakwater.policy.Judging.DIGEST;
import static io.breakwater.policy.Judging.exempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.advisor.ExemptionUse;
import io.breakwater.advisor.Warning;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Remark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VexDocumentsTest {
  private static final String LIBSSL =
      "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12";

  private static ExemptionDocument read(String text) throws PolicyException {
    return ExemptionFile.read(text.getBytes(StandardCharsets.UTF_8), "vex.json");
  }

  private static String openVex(String... statements) {
    return """
    {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex-1",
     "author": "Team", "timestamp": "2026-01-01T00:00:00Z", "version": 1,
     "statements": [%s]}
    """
        .formatted(String.join(",\n", statements));
  }

  private static String statement(String status, String product, String more) {
    return """
    {"vulnerability": {"name": "CVE-2025-1", "aliases": ["GHSA-x"]},
     "products": [{"@id": "%s"%s}], "status": "%s",
     "justification": "vulnerable_code_not_present", "impact_statement": "not built in"}
    """
        .formatted(product, more, status);
  }

  private static List<String> notAffected(String product, String more) throws PolicyException {
    return exempt(read(openVex(statement("not_affected", product, more))).exemptions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:oci/app?repository_url=ghcr.io%2Fteam%2Fapp",
        "pkg:oci/app?repository_url=ghcr.io/team",
        "pkg:oci/app?repository_url=ghcr.io/team/app&tag=1.2&arch=amd64",
        "pkg:oci/app",
        "pkg:docker/team/app@1.2?repository_url=ghcr.io",
        "ghcr.io/team/app",
        "ghcr.io/team/app:1.2",
        "pkg:deb/debian/libssl3",
        "pkg:deb/debian/openssl?arch=source",
      })
  void productsThatAreTheImageOrItsPackagesExempt(String product) throws PolicyException {
    assertThat(notAffected(product, "")).as(product).contains("libssl3 CVE-2025-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:oci/app?repository_url=quay.io/team/app",
        "pkg:oci/app?repository_url=ghcr.io/team/app&tag=1.3",
        "pkg:oci/app?repository_url=ghcr.io/team/app&arch=arm64",
        "pkg:oci/ap",
        "pkg:docker/team/app@1.2",
        "pkg:deb/ubuntu/libssl3",
        "pkg:deb/debian/libssl3@3.0.12-1",
        "pkg:deb/debian/libssl3?distro=debian-11",
        "pkg:rpm/redhat/libssl3",
        "pkg:npm/libssl3",
        "https://example.org/app",
        "urn:uuid:1",
        "cpe:2.3:a:x",
      })
  void otherProductsExemptNothing(String product) throws PolicyException {
    assertThat(notAffected(product, "")).as(product).isEmpty();
  }

  @Test
  void aDigestIsTheImageWhereverItIs() throws PolicyException {
    var url = "pkg:oci/whatever@sha256%3A" + DIGEST.substring(7) + "?repository_url=other.io/x";
    assertThat(notAffected(url, "")).hasSize(2);
    assertThat(notAffected(url.replace("ab", "ac"), "")).isEmpty();
    var hash = ", \"hashes\": {\"sha-256\": \"" + DIGEST.substring(7) + "\"}";
    assertThat(notAffected("https://example.org/app", hash)).hasSize(2);
  }

  @Test
  void partsLimitTheStatement() throws PolicyException {
    var parts = ", \"subcomponents\": [{\"@id\": \"" + LIBSSL + "\"}, {\"@id\": \"pkg:npm/a\"}]";
    assertThat(notAffected("pkg:oci/app", parts)).containsExactly("libssl3 CVE-2025-1");
    var foreign = ", \"subcomponents\": [{\"@id\": \"pkg:npm/a\"}]";
    var document = read(openVex(statement("not_affected", "pkg:oci/app", foreign)));
    assertThat(document.exemptions()).isEmpty();
    assertThat(document.remarks())
        .extracting(Remark::message)
        .containsExactly(
            "CVE-2025-1: the statement is about parts that are no packages of an operating system"
                + " and is passed over");
  }

  @Test
  void aStatementKeepsWhoWhyAndWhen() throws PolicyException {
    var one = read(openVex(statement("not_affected", "pkg:oci/app", ""))).exemptions().getFirst();
    assertThat(one.author()).isEqualTo("Team");
    assertThat(one.reason()).isEqualTo("not built in");
    assertThat(one.aliases()).containsExactly("GHSA-x");
    assertThat(one.created()).hasToString("2026-01-01T00:00:00Z");
    var justification = one.justification();
    assertThat(justification == null ? "" : justification.kind().cycloneDx())
        .isEqualTo("code_not_present");
    assertThat(one.place()).hasToString("vex.json, statement 1");
  }

  @Test
  void onlyNotAffectedAndWhatIsFixedExactlyExempts() throws PolicyException {
    assertThat(exempts("affected", "pkg:oci/app")).isFalse();
    assertThat(exempts("under_investigation", "pkg:oci/app")).isFalse();
    assertThat(exempts("fixed", "pkg:oci/app")).isFalse();
    assertThat(exempts("fixed", "pkg:deb/debian/libssl3")).isFalse();
    assertThat(exempts("fixed", LIBSSL)).isTrue();
    assertThat(exempts("fixed", "pkg:oci/app@" + DIGEST.replace(":", "%3A"))).isTrue();
    assertThat(exempts("not_affected", "pkg:oci/app")).isTrue();
  }

  private static boolean exempts(String status, String product) throws PolicyException {
    var document = read(openVex(statement(status, product, "")));
    assertThat(document.remarks().isEmpty()).isNotEqualTo(document.exemptions().isEmpty());
    return !exempt(document.exemptions()).isEmpty();
  }

  @Test
  void theNewestStatementDecides() throws PolicyException {
    var not = statement("not_affected", "pkg:oci/app", "");
    var later = timed(statement("under_investigation", "pkg:oci/app", ""), "2026-01-02");
    var earlier = timed(statement("affected", "pkg:oci/app", ""), "2025-12-31");
    assertThat(exempt(read(openVex(not, later)).exemptions())).isEmpty();
    assertThat(exempt(read(openVex(later, not)).exemptions())).isEmpty();
    assertThat(exempt(read(openVex(not, earlier)).exemptions())).hasSize(2);
    var uses = Judging.judge(read(openVex(not, later)).exemptions()).exemptions();
    assertThat(uses.getFirst().use()).isEqualTo(ExemptionUse.Use.TAKEN_BACK);
  }

  private static String timed(String statement, String day) {
    return statement.replaceFirst("\\{", "{\"timestamp\": \"" + day + "T00:00:00Z\", ");
  }

  @Test
  void aDocumentAboutAnotherImageSaysSo() throws PolicyException {
    var document = read(openVex(statement("not_affected", "pkg:oci/tool", "")));
    assertThat(Judging.judge(document.exemptions()).warnings())
        .contains(
            new Warning(
                "vex-of-other-images",
                "vex.json: no statement is about this image, but about */tool"));
  }

  @Test
  void version001HasTextsForProducts() throws PolicyException {
    var text =
        """
        {"@context": "https://openvex.dev/ns", "@id": "x", "author": "a",
         "timestamp": "2026-01-01T00:00:00Z", "statements": [{"vulnerability": "CVE-2025-1",
         "products": ["ghcr.io/team/app"], "subcomponents": ["pkg:deb/debian/openssl"],
         "status": "not_affected", "justification": "component_not_present"}]}
        """;
    assertThat(exempt(read(text).exemptions())).containsExactly("openssl CVE-2025-1");
  }

  @Test
  void attestationsAreOpenedButNotVerified() throws PolicyException {
    var predicate =
        openVex(
            """
            {"vulnerability": {"name": "CVE-2025-1"}, "status": "not_affected",
             "justification": "component_not_present"}
            """);
    var statement =
        """
        {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://openvex.dev/ns",
         "subject": [{"name": "app", "digest": {"sha256": "%s"}}], "predicate": %s}
        """
            .formatted(DIGEST.substring(7), predicate);
    assertThat(exempt(read(statement).exemptions())).hasSize(2);
    var payload = Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8));
    var envelope =
        "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \""
            + payload
            + "\", \"signatures\": []}";
    for (var text :
        List.of(envelope, "{\"mediaType\": \"b\", \"dsseEnvelope\": " + envelope + "}")) {
      var document = read(text);
      assertThat(exempt(document.exemptions())).hasSize(2);
      assertThat(document.remarks())
          .extracting(Remark::message)
          .containsExactly("the signature of the attestation was not verified");
    }
    var other =
        envelope.replace(
            payload, Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)));
    assertThat(catchThrowableOfType(PolicyException.class, () -> read(other)).code())
        .isEqualTo("exemptions-unknown");
    assertThat(ExemptionFile.readVex(other.getBytes(StandardCharsets.UTF_8), "x", List.of()))
        .isEmpty();
  }

  @Test
  void csafTellsProductsByTheirTree() throws PolicyException {
    var text =
        """
        {"document": {"category": "csaf_vex", "csaf_version": "2.0",
          "publisher": {"name": "Vendor"},
          "tracking": {"current_release_date": "2026-01-01T00:00:00Z"}},
         "product_tree": {
          "branches": [{"category": "vendor", "name": "V", "branches": [
            {"category": "product_version", "name": "1.2", "product": {"product_id": "APP",
             "name": "App", "product_identification_helper": {"purl": "pkg:oci/app"}}}]}],
          "full_product_names": [
            {"product_id": "SSL", "name": "libssl",
             "product_identification_helper": {"purl": "pkg:deb/debian/libssl3"}},
            {"product_id": "LIB", "name": "a",
             "product_identification_helper": {"purl": "pkg:npm/a"}}],
          "product_groups": [{"group_id": "G", "product_ids": ["APP-SSL"]}],
          "relationships": [
            {"category": "default_component_of", "product_reference": "SSL",
             "relates_to_product_reference": "APP",
             "full_product_name": {"product_id": "APP-SSL", "name": "libssl in App"}},
            {"category": "default_component_of", "product_reference": "LIB",
             "relates_to_product_reference": "APP",
             "full_product_name": {"product_id": "APP-LIB", "name": "a in App"}}]},
         "vulnerabilities": [
          {"cve": "CVE-2025-1", "product_status": {"known_not_affected": ["APP-SSL", "APP-LIB"]},
           "flags": [{"label": "component_not_present", "group_ids": ["G"]}],
           "threats": [{"category": "impact", "details": "no TLS", "product_ids": ["APP-SSL"]}]},
          {"cve": "CVE-2025-2", "product_status": {"known_affected": ["APP"],
             "known_not_affected": ["APP-SSL"]}},
          {"ids": [{"text": "CVE-2025-3"}], "product_status": {"known_not_affected": ["APP"]}}]}
        """;
    var document = read(text);
    assertThat(document.format()).isEqualTo("CSAF");
    assertThat(exempt(document.exemptions()))
        .containsExactly("libssl3 CVE-2025-1", "libssl3 CVE-2025-3", "openssl CVE-2025-3");
    var first = document.exemptions().getFirst();
    assertThat(first.reason()).isEqualTo("no TLS");
    assertThat(first.author()).isEqualTo("Vendor");
    var justification = first.justification();
    assertThat(justification == null ? "" : justification.word())
        .isEqualTo("component_not_present");
    assertThat(document.remarks()).hasSize(1);
  }

  @Test
  void cycloneDxTellsComponentsOfTheSameBill() throws PolicyException {
    assertThat(exempt(read(cycloneDx("c1", "not_affected")).exemptions()))
        .containsExactly("libssl3 CVE-2025-1");
    assertThat(exempt(read(cycloneDx("root", "false_positive")).exemptions())).hasSize(2);
    assertThat(exempt(read(cycloneDx("root", "resolved")).exemptions())).isEmpty();
    assertThat(exempt(read(cycloneDx("c1", "resolved_with_pedigree")).exemptions())).hasSize(1);
    assertThat(exempt(read(cycloneDx("c1", "exploitable")).exemptions())).isEmpty();
    assertThat(exempt(read(cycloneDx("c2", "not_affected")).exemptions())).isEmpty();
    var internal = "urn:cdx:aaaaaaaa-395b-41f5-a30f-a58921a69b79/1#c1";
    assertThat(exempt(read(cycloneDx(internal, "not_affected")).exemptions())).hasSize(1);
    var one = read(cycloneDx("c1", "not_affected")).exemptions().getFirst();
    assertThat(one.created()).hasToString("2026-01-02T00:00:00Z");
    assertThat(one.reason()).isEqualTo("not used");
    var justification = one.justification();
    assertThat(justification == null ? "" : justification.kind().openVex())
        .isEqualTo("vulnerable_code_not_in_execute_path");
  }

  private static String cycloneDx(String ref, String state) {
    return """
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
     "serialNumber": "urn:uuid:aaaaaaaa-395b-41f5-a30f-a58921a69b79",
     "metadata": {"timestamp": "2026-01-01T00:00:00Z", "component": {"bom-ref": "root",
       "type": "container", "name": "ghcr.io/team/app:1.2"}},
     "components": [
       {"bom-ref": "c1", "type": "library", "name": "libssl3",
        "purl": "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64"},
       {"bom-ref": "c2", "type": "library", "name": "a", "purl": "pkg:npm/a@1"}],
     "vulnerabilities": [{"id": "CVE-2025-1", "analysis": {"state": "%s",
       "justification": "requires_configuration", "detail": "not used",
       "lastUpdated": "2026-01-02T00:00:00Z"}, "affects": [{"ref": "%s"}]},
      {"id": "CVE-2025-9", "affects": [{"ref": "c1"}]}]}
    """
        .formatted(state, ref);
  }

  @Test
  void aBomLinkNamesTheBillOfTheImage() throws PolicyException {
    var mine = "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Adeb%2Fdebian%2Flibssl3";
    var text =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "vulnerabilities": [{"id": "CVE-2025-1",
         "analysis": {"state": "not_affected"}, "affects": [{"ref": "%s"}]}]}
        """;
    assertThat(exempt(read(text.formatted(mine)).exemptions()))
        .containsExactly("libssl3 CVE-2025-1");
    var whole = mine.substring(0, mine.indexOf('#'));
    assertThat(exempt(read(text.formatted(whole)).exemptions())).hasSize(2);
    var other = mine.replace("3e67", "ffff");
    assertThat(exempt(read(text.formatted(other)).exemptions())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\"}",
        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [{}]}",
        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": {}}",
        "{\"document\": {\"csaf_version\": \"2.0\"}, \"product_tree\": {\"branches\": {}}}",
        "{\"bomFormat\": \"CycloneDX\", \"components\": 1}",
        "{\"payloadType\": \"x\", \"payload\": \"%%\"}",
      })
  void damagedDocumentsAreErrorsWithTheirLine(String text) {
    var error = catchThrowableOfType(PolicyException.class, () -> read(text));
    assertThat(error).as(text).isNotNull();
    assertThat(error.code()).isEqualTo("policy-invalid");
    assertThat(error.line()).isEqualTo(1);
  }
}
