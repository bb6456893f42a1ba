package io.breakwater.assessments.harbor;

import io.breakwater.advisor.Severity;
import io.breakwater.advisories.Advisories;
import io.breakwater.reports.Column;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.formats.ReportDocument;
import io.breakwater.reports.formats.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/// Documents in Harbor's words: `ScannerAdapterMetadata`, `HarborVulnerabilityReport`,
/// `HarborSbomReport` of the specification.
final class HarborJson {
  /// Of answers of `/metadata`.
  static final String METADATA = "application/vnd.scanner.adapter.metadata+json; version=1.1";

  /// Of answers to scans that were taken.
  static final String RESPONSE = "application/vnd.scanner.adapter.scan.response+json; version=1.0";

  private HarborJson() {}

  /// What this scanner is and can do.
  static void metadata(JsonGenerator json, Advisories advisories, String version) {
    json.writeStartObject();
    scanner(json, version);
    json.writeArrayPropertyStart("capabilities");
    json.writeStartObject();
    json.writeStringProperty("type", "vulnerability");
    texts(json, "consumes_mime_types", ScanRequest.CONSUMED);
    texts(
        json,
        "produces_mime_types",
        ReportKind.reports().stream().map(ReportKind::mediaType).toList());
    json.writeEndObject();
    json.writeStartObject();
    json.writeStringProperty("type", "sbom");
    texts(json, "consumes_mime_types", ScanRequest.CONSUMED);
    texts(json, "produces_mime_types", List.of(ReportKind.BILL));
    json.writeObjectPropertyStart("additional_attributes");
    texts(json, "sbom_media_types", ReportKind.bills().stream().map(ReportKind::format).toList());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    properties(json, advisories);
    json.writeEndObject();
  }

  /// Harbor is asked for passwords of robot accounts: a token would end while a scan waits.
  private static void properties(JsonGenerator json, Advisories advisories) {
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("harbor.scanner-adapter/scanner-type", "os-package-vulnerability");
    json.writeStringProperty("harbor.scanner-adapter/registry-authorization-type", "Basic");
    var updated =
        advisories.feeds().stream()
            .map(Advisories.Feed::asOf)
            .filter(Objects::nonNull)
            .max(Instant::compareTo);
    if (updated.isPresent()) {
      json.writeStringProperty(
          "harbor.scanner-adapter/vulnerability-database-updated-at", updated.get().toString());
    }
    json.writeEndObject();
  }

  private static void scanner(JsonGenerator json, String version) {
    json.writeObjectPropertyStart("scanner");
    json.writeStringProperty("name", "Breakwater");
    json.writeStringProperty("vendor", "Breakwater");
    json.writeStringProperty("version", version);
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  /// A report of an image.
  static void write(JsonGenerator json, ReportKind kind, ScannedImage image) throws IOException {
    switch (kind) {
      case VULNERABILITIES -> vulnerabilities(json, image);
      case RAW -> json.writeRaw(document(image, ReportFormat.JSON));
      case SPDX -> bill(json, kind, image, ReportFormat.SPDX);
      case CYCLONEDX -> bill(json, kind, image, ReportFormat.CYCLONEDX_SBOM);
    }
  }

  private static void about(JsonGenerator json, ScannedImage image) {
    json.writeStringProperty("generated_at", image.generated().toString());
    image.artifact().write(json);
    scanner(json, image.version());
  }

  private static void vulnerabilities(JsonGenerator json, ScannedImage image) {
    var all = Listed.of(image.report().assessment());
    json.writeStartObject();
    about(json, image);
    json.writeStringProperty("severity", word(Listed.worst(all)));
    json.writeArrayPropertyStart("vulnerabilities");
    all.forEach(one -> item(json, one));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void item(JsonGenerator json, Listed one) {
    json.writeStartObject();
    json.writeStringProperty("id", one.id());
    json.writeStringProperty("package", one.name());
    json.writeStringProperty("version", one.version());
    json.writeStringProperty("fix_version", one.fixed());
    json.writeStringProperty("severity", word(one.severity()));
    json.writeStringProperty("description", one.description());
    texts(json, "links", one.links());
    if (one.cvss("2").isPresent() || one.cvss("3").isPresent()) {
      json.writeObjectPropertyStart("preferred_cvss");
      score(json, one, "3");
      score(json, one, "2");
      json.writeEndObject();
    }
    json.writeObjectPropertyStart("vendor_attributes");
    json.writeStringProperty("standing", one.standing());
    json.writeStringProperty("corrective_action", one.action());
    json.writeBooleanProperty("known_exploited", one.knownExploited());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void score(JsonGenerator json, Listed one, String major) {
    one.cvss(major)
        .ifPresent(
            cvss -> {
              json.writeNumberProperty("score_v" + major, cvss.score());
              json.writeStringProperty("vector_v" + major, cvss.vector());
            });
  }

  /// Harbor's word (`Severity`).
  static String word(Severity severity) {
    return switch (severity) {
      case UNKNOWN -> "Unknown";
      case NEGLIGIBLE -> "Negligible";
      case LOW -> "Low";
      case MEDIUM -> "Medium";
      case HIGH -> "High";
      case CRITICAL -> "Critical";
    };
  }

  private static void bill(
      JsonGenerator json, ReportKind kind, ScannedImage image, ReportFormat format)
      throws IOException {
    json.writeStartObject();
    about(json, image);
    json.writeStringProperty("media_type", kind.format());
    json.writeName("sbom");
    json.writeRawValue(document(image, format));
    json.writeEndObject();
  }

  private static String document(ScannedImage image, ReportFormat format) throws IOException {
    var options = ReportOptions.PLAIN.withPackages(true).withTimestamp(image.generated());
    var bytes = new ByteArrayOutputStream();
    new ReportDocument(null, List.of(image.report()), options, Column.STANDARD, "Breakwater")
        .write(format, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
