package io.breakwater.reports.spdx;

import io.breakwater.reports.DocumentIdentity;
import io.breakwater.reports.ImageIdentity;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The report's bill of materials as SPDX 2.3 in JSON (clauses 6, 7 and 11).
///
/// A document is about one image of one platform; an index has no document of its own. It describes
/// one package, the image, which contains the operating system and the packages. What is not known
/// is `NOASSERTION`, as the specification has it: licences, copyright, where to download.
///
/// The same report gives the same bytes: the namespace holds a UUID of the content, `created` is as
/// [DocumentIdentity#certainDate] has it.
public final class SpdxReport {
  static final String DOCUMENT = "SPDXRef-DOCUMENT";

  private SpdxReport() {}

  /// Writes the document. The stream is flushed and left open.
  public static void write(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    var created = DocumentIdentity.certainDate(report, options);
    var namespace = DocumentIdentity.of("spdx", json -> document(json, report, created, null));
    Json.write(out, json -> document(json, report, created, namespace));
  }

  private static void document(
      Json json, ImageReport report, Instant created, @Nullable UUID namespace) {
    var identity = ImageIdentity.of(report);
    var packages = new Packages(report, created);
    json.object();
    json.text("spdxVersion", "SPDX-2.3");
    json.text("dataLicense", "CC0-1.0");
    json.text("SPDXID", DOCUMENT);
    json.text("name", identity.title());
    json.known("documentNamespace", namespace == null ? null : "urn:uuid:" + namespace);
    json.object("creationInfo");
    json.text("created", created.toString());
    json.array("creators");
    json.element("Tool: " + Tool.NAME + "-" + Tool.version());
    json.endArray();
    json.endObject();
    if (!report.assessment().gaps().isEmpty()) {
      json.text("comment", incomplete(report));
    }
    packages.write(json, identity);
    packages.relationships(json);
    json.endObject();
  }

  private static String incomplete(ImageReport report) {
    var text = new StringBuilder("INCOMPLETE: not everything could be read.");
    for (var gap : report.assessment().gaps()) {
      text.append(' ').append(gap.code()).append(": ").append(gap.message()).append('.');
    }
    return text.toString();
  }
}
