package io.breakwater.reports.cyclonedx;

import io.breakwater.advisor.Verdict;
import io.breakwater.reports.DocumentIdentity;
import io.breakwater.reports.ImageIdentity;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The report as CycloneDX 1.6 (ECMA-424; JSON schema `bom-1.6.schema.json`).
///
/// A document is about one image of one platform; an index has no document of its own.
///
/// The same report gives the same bytes. The serial number is derived from the content, although
/// the specification would rather have a new one each time ("serialNumber" SHOULD be unique), and
/// the timestamp is as [DocumentIdentity#date] has it. What is not known is left out: licences,
/// hashes and CPEs of packages. Where the image could not be read completely, `compositions` says
/// that the document is incomplete; that it is complete is never said, since packages of
/// applications are not listed.
public final class CycloneDxReport {
  private CycloneDxReport() {}

  /// Writes the packages, the vulnerabilities in them, and what VEX says of each. The stream is
  /// flushed and left open.
  public static void write(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(report, options, true, out);
  }

  /// Writes the packages alone: a bill of materials, in which no policy and no advisory shows.
  public static void writeBill(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(report, options, false, out);
  }

  private static void write(
      ImageReport report, ReportOptions options, boolean vulnerabilities, OutputStream out)
      throws IOException {
    var document = new CycloneDxReport.Document(report, options, vulnerabilities);
    var serial = DocumentIdentity.of("cyclonedx", json -> document.write(json, null));
    Json.write(out, json -> document.write(json, serial));
  }

  private record Document(ImageReport report, ReportOptions options, boolean vulnerabilities) {
    void write(Json json, @Nullable UUID serial) {
      var components = new Components(report);
      json.object();
      json.text("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
      json.text("bomFormat", "CycloneDX");
      json.text("specVersion", "1.6");
      json.known("serialNumber", serial == null ? null : "urn:uuid:" + serial);
      json.number("version", 1);
      metadata(json, components);
      components.write(json);
      compositions(json);
      if (vulnerabilities) {
        new Vulnerabilities(report.assessment(), components).write(json);
      }
      json.endObject();
    }

    private void metadata(Json json, Components components) {
      json.object("metadata");
      DocumentIdentity.date(report, options)
          .ifPresent(date -> json.text("timestamp", date.toString()));
      json.object("tools");
      json.array("components");
      json.object();
      json.text("type", "application");
      json.text("name", Tool.NAME);
      json.text("version", Tool.version());
      json.endObject();
      json.endArray();
      json.endObject();
      components.image(json, ImageIdentity.of(report));
      if (vulnerabilities) {
        verdict(json, report.assessment().verdict());
      }
      json.endObject();
    }

    private static void verdict(Json json, Verdict verdict) {
      json.array("properties");
      Properties.write(json, "breakwater:verdict", verdict.status().name());
      for (var reason : verdict.reasons()) {
        Properties.write(
            json, "breakwater:verdict:reason", reason.code() + ": " + reason.message());
      }
      json.endArray();
    }

    private void compositions(Json json) {
      if (!report.assessment().gaps().isEmpty()) {
        json.array("compositions");
        json.object();
        json.text("aggregate", "incomplete");
        json.array("assemblies");
        json.element(Components.IMAGE);
        json.endArray();
        json.endObject();
        json.endArray();
      }
    }
  }
}
