package io.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Replays a small corpus and seeded mutations of it through the fuzz targets.
class PolicyFuzzTest {
  private static final int MUTATIONS = 3000;
  private static final byte[] LETTERS = utf8("{}[]\",:%@?&=/-0a\\\n#*!|> '");

  private static final String POLICY =
      """
      version: 1
      fail-on: severity=high
      unfixed: {severity: critical, older-than: 30}
      accept-vendors: ["Fedora Project"]
      exemptions:
        - cve: [CVE-2024-1, GHSA-a]
          scope: [team/app, "@sha256:%s"]
          packages: ["pkg:deb/debian/libssl3@3.0?arch=amd64", {source: openssl, version: "3"}, 'py*']
          reason: >
            folded
            text
          justification: component_not_present
          expires: 2027-01-31
        - configuration: application_configuration:nginx.*
          files: /etc/nginx/**/*.conf
      """
          .formatted("ab".repeat(32));

  private static final String OPENVEX =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "author": "a",
       "timestamp": "2026-01-01T00:00:00Z", "statements": [{"vulnerability":
       {"name": "CVE-2025-1", "aliases": ["GHSA-x"]}, "products": [{"@id":
       "pkg:oci/app?repository_url=ghcr.io/team/app&tag=1.2", "identifiers": {"purl": "pkg:oci/app"},
       "subcomponents": [{"@id": "pkg:deb/debian/libssl3"}]}], "status": "not_affected",
       "justification": "component_not_present"}]}
      """;

  private static final String CSAF =
      """
      {"document": {"csaf_version": "2.0", "tracking": {"current_release_date": "2026-01-01"}},
       "product_tree": {"branches": [{"product": {"product_id": "A", "product_identification_helper":
       {"purl": "pkg:oci/app"}}, "branches": []}], "product_groups": [{"group_id": "G",
       "product_ids": ["A"]}], "relationships": [{"product_reference": "A",
       "relates_to_product_reference": "B", "full_product_name": {"product_id": "B"}}]},
       "vulnerabilities": [{"cve": "CVE-2025-1", "flags": [{"label": "component_not_present",
       "group_ids": ["G"]}], "product_status": {"known_not_affected": ["A", "B"]}}]}
      """;

  private static final String CYCLONEDX =
      """
      {"bomFormat": "CycloneDX", "serialNumber": "urn:uuid:1", "metadata": {"component":
       {"bom-ref": "r", "type": "container", "name": "ghcr.io/team/app:1.2"}}, "components":
       [{"bom-ref": "c", "purl": "pkg:deb/debian/libssl3"}], "vulnerabilities": [{"id": "CVE-2025-1",
       "analysis": {"state": "not_affected"}, "affects": [{"ref": "c"}, {"ref": "urn:cdx:1/1#c"}]}]}
      """;

  private static final String ENVELOPE =
      """
      {"payloadType": "application/vnd.in-toto+json", "payload":
       "eyJwcmVkaWNhdGVUeXBlIjoiaHR0cHM6Ly9vcGVudmV4LmRldi9ucyIsInByZWRpY2F0ZSI6e319"}
      """;

  private static final String TRIVY = "# a\nCVE-2025-1 exp:2027-01-31\nDSA-1-1\nAVD-1\n";

  private static final String TRIVY_YAML =
      """
      vulnerabilities:
        - id: CVE-2025-1
          purls: ["pkg:deb/debian/libssl3"]
          expired_at: 2027-01-31
      misconfigurations:
        - id: system_configuration:os.end_of_life
          paths: ["etc/**"]
      """;

  private static final String GRYPE =
      """
      ignore:
        - vulnerability: CVE-2025-1
          fix-state: fixed
          namespace: debian:distro:debian:12
          package: {name: lib.*, type: deb, location: "/var/**", upstream-name: openssl}
      """;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void replay(List<String> corpus, Consumer<byte[]> target) {
    assertThatCode(
            () -> {
              corpus.forEach(text -> target.accept(utf8(text)));
              var random = new SplittableRandom(5);
              for (var i = 0; i < MUTATIONS; i++) {
                var seed = utf8(corpus.get(random.nextInt(corpus.size())));
                target.accept(mutate(seed, random));
              }
            })
        .doesNotThrowAnyException();
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = seed.clone();
    for (var i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1, 2 -> bytes[at] = LETTERS[random.nextInt(LETTERS.length)];
        case 3 -> {
          var from = random.nextInt(bytes.length);
          var length = Math.min(bytes.length - Math.max(at, from), random.nextInt(20));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        default -> bytes = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  @Test
  void policies() {
    replay(
        List.of("", POLICY, "{\"version\": 1, \"fail-on\": \"none\"}"),
        PolicyFuzz::fuzzerTestOneInput);
  }

  @Test
  void exemptions() {
    replay(
        List.of("", POLICY, OPENVEX, CSAF, CYCLONEDX, ENVELOPE, TRIVY, TRIVY_YAML, GRYPE),
        ExemptionFuzz::fuzzerTestOneInput);
  }
}
