package io.breakwater.server.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/// The schemas of `scanner-adapter-openapi-v1.2.yaml`, written out: members, types, words.
final class ScannerSchema {
  private static final Set<String> SEVERITIES =
      Set.of("Unknown", "Negligible", "Low", "Medium", "High", "Critical");

  private ScannerSchema() {}

  private static void members(JsonNode object, String... known) {
    assertThat(object.isObject()).as(object.toString()).isTrue();
    assertThat(known)
        .contains(object.properties().stream().map(one -> one.getKey()).toArray(String[]::new));
  }

  private static void texts(JsonNode list) {
    assertThat(list.isArray()).isTrue();
    assertThat(list).allMatch(JsonNode::isTextual);
  }

  private static void scanner(JsonNode scanner) {
    members(scanner, "name", "vendor", "version");
    assertThat(scanner.at("/name").asText()).isEqualTo("Breakwater");
    assertThat(scanner.at("/vendor").asText()).isEqualTo("Breakwater");
    assertThat(scanner.at("/version").asText()).isEqualTo("1.2.3");
  }

  /// `ScannerAdapterMetadata`.
  static void metadata(JsonNode document) {
    members(document, "scanner", "capabilities", "properties");
    scanner(document.at("/scanner"));
    assertThat(document.at("/capabilities").size()).isEqualTo(2);
    for (var capability : document.at("/capabilities")) {
      members(
          capability,
          "type",
          "consumes_mime_types",
          "produces_mime_types",
          "additional_attributes");
      assertThat(capability.at("/type").asText()).isIn("vulnerability", "sbom");
      texts(capability.at("/consumes_mime_types"));
      texts(capability.at("/produces_mime_types"));
    }
    texts(document.at("/capabilities/1/additional_attributes/sbom_media_types"));
    assertThat(document.at("/properties")).allMatch(JsonNode::isTextual);
  }

  private static void about(JsonNode document) {
    assertThat(Instant.parse(document.at("/generated_at").asText())).isNotNull();
    members(document.at("/artifact"), "repository", "digest", "tag", "mime_type");
    assertThat(document.at("/artifact")).allMatch(JsonNode::isTextual);
    scanner(document.at("/scanner"));
  }

  /// `HarborVulnerabilityReport`.
  static void vulnerabilities(JsonNode document) {
    members(document, "generated_at", "artifact", "scanner", "severity", "vulnerabilities");
    about(document);
    assertThat(SEVERITIES).contains(document.at("/severity").asText());
    assertThat(document.at("/vulnerabilities").isArray()).isTrue();
    document.at("/vulnerabilities").forEach(ScannerSchema::item);
  }

  private static void item(JsonNode item) {
    members(
        item,
        "id",
        "package",
        "version",
        "fix_version",
        "severity",
        "description",
        "links",
        "preferred_cvss",
        "cwe_ids",
        "vendor_attributes");
    for (var text : Set.of("id", "package", "version", "fix_version", "description")) {
      assertThat(item.get(text).isTextual()).as(text).isTrue();
    }
    assertThat(SEVERITIES).contains(item.at("/severity").asText());
    texts(item.at("/links"));
    item.at("/links").forEach(link -> assertThat(URI.create(link.asText()).isAbsolute()).isTrue());
    assertThat(item.at("/vendor_attributes").isObject()).isTrue();
    if (item.has("preferred_cvss")) {
      members(item.at("/preferred_cvss"), "score_v3", "score_v2", "vector_v3", "vector_v2");
    }
  }

  /// `HarborSbomReport`.
  static void bill(JsonNode document, String format) {
    members(
        document, "generated_at", "artifact", "scanner", "vendor_attributes", "media_type", "sbom");
    about(document);
    assertThat(document.at("/media_type").asText()).isEqualTo(format);
    assertThat(document.at("/sbom").isObject()).isTrue();
  }

  /// `ErrorResponse`.
  static String error(JsonNode document) {
    members(document, "error");
    members(document.at("/error"), "message");
    assertThat(document.at("/error/message").isTextual()).isTrue();
    return document.at("/error/message").asText();
  }
}
