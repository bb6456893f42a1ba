package io.breakwater.reports.openvex;

import io.breakwater.advisor.Finding;
import io.breakwater.advisor.VexStatus;
import io.breakwater.image.Digest;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.reports.DocumentIdentity;
import io.breakwater.reports.ImageIdentity;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.Tool;
import io.breakwater.reports.VexStatement;
import io.breakwater.sbom.PackageUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The report as OpenVEX 0.2.0: a statement for each issue and what is said of it.
///
/// The product is the image by its digest (`pkg:oci/…@sha256:…`), the packages are its
/// subcomponents. Where there is no digest, a root file system or a bill of materials, the packages
/// are the products: a name without a digest would speak of every image of that name.
///
/// - an exemption gives `not_affected`, with a justification or an impact statement, never both
///   (JSON schema, `oneOf`)
/// - `affected` carries the corrective action
/// - `under_investigation` is what the distribution has not decided or what cannot be compared
/// - `fixed` appears only where an imported VEX statement says so: a report lists what is in the
///   image, not what was
///
/// Configuration issues have no place in VEX. A report without vulnerabilities has an empty list of
/// statements, which the specification's text allows and its JSON schema (`minItems`) does not.
///
/// The same report gives the same bytes: the identifier is a UUID of the content, the time is as
/// [DocumentIdentity#certainDate] has it, the version is always 1.
public final class OpenVexReport {
  /// Who speaks, where nobody is named: the program, not a person.
  public static final String DEFAULT_AUTHOR = Tool.NAME;

  private OpenVexReport() {}

  /// Writes the document. The stream is flushed and left open.
  public static void write(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(report, options, DEFAULT_AUTHOR, out);
  }

  /// Writes the document. The stream is flushed and left open.
  ///
  /// @param author whose statements they are; the specification wants a name and an address
  public static void write(
      ImageReport report, ReportOptions options, String author, OutputStream out)
      throws IOException {
    var date = DocumentIdentity.certainDate(report, options);
    var document = new Document(report, author, date, statements(report));
    var id = DocumentIdentity.of("openvex", json -> document.write(json, null));
    Json.write(out, json -> document.write(json, id));
  }

  /// What packages must share to be in one statement.
  private record Statement(
      String cve, List<String> aliases, String summary, VexStatement vex, String action) {
    static Statement of(Finding finding) {
      var row = finding.advisory();
      var vex = VexStatement.of(finding);
      var action = vex.status() == VexStatus.AFFECTED ? finding.correctiveAction() : "";
      return new Statement(
          row.cve(), List.copyOf(new LinkedHashSet<>(row.aliases())), row.summary(), vex, action);
    }
  }

  private static Map<Statement, Set<String>> statements(ImageReport report) {
    var ofImage = report.digest().isPresent();
    var statements = new LinkedHashMap<Statement, Set<String>>();
    for (var finding : report.assessment().findings()) {
      statements
          .computeIfAbsent(Statement.of(finding), statement -> new LinkedHashSet<>())
          .add(name(finding.installed(), report, ofImage));
    }
    return statements;
  }

  /// A package of a certain image is named without what every scanner writes in its own way
  /// (`distro`, `upstream`): a reader takes each qualifier for a condition.
  private static String name(InstalledPackage installed, ImageReport report, boolean ofImage) {
    var url = PackageUrl.of(installed, report.assessment().os());
    if (url == null) {
      throw new IllegalStateException("a finding without a distribution: " + installed.name());
    }
    if (!ofImage) {
      return url.toString();
    }
    var kept = new TreeMap<>(url.qualifiers());
    kept.keySet().retainAll(Set.of("arch", "epoch"));
    return new PackageUrl(url.type(), url.namespace(), url.name(), url.version(), kept, "")
        .toString();
  }

  private record Document(
      ImageReport report, String author, Instant date, Map<Statement, Set<String>> statements) {
    void write(Json json, @Nullable UUID id) {
      json.object();
      json.text("@context", "https://openvex.dev/ns/v0.2.0");
      json.known("@id", id == null ? null : "urn:uuid:" + id);
      json.text("author", author);
      json.text("timestamp", date.toString());
      json.number("version", 1);
      json.text("tooling", Tool.NAME + " " + Tool.version());
      json.array("statements");
      for (Map.Entry<Statement, Set<String>> entry : statements.entrySet()) {
        statement(json, entry.getKey(), entry.getValue());
      }
      json.endArray();
      json.endObject();
    }

    private void statement(Json json, Statement statement, Set<String> packages) {
      var vex = statement.vex();
      json.object();
      json.object("vulnerability");
      json.text("name", statement.cve());
      json.known("description", statement.summary());
      if (!statement.aliases().isEmpty()) {
        json.texts("aliases", statement.aliases());
      }
      json.endObject();
      products(json, packages);
      json.text("status", vex.status().word());
      switch (vex.status()) {
        case NOT_AFFECTED -> notAffected(json, vex);
        case FIXED -> json.text("status_notes", vex.note());
        case AFFECTED -> json.text("action_statement", statement.action());
        case UNDER_INVESTIGATION -> {
          // Nothing more is known.
        }
      }
      json.endObject();
    }

    private static void notAffected(Json json, VexStatement vex) {
      if (vex.justification().isPresent()) {
        json.text("justification", vex.justification().get().kind().openVex());
        json.text("status_notes", vex.note());
      } else {
        json.text("impact_statement", vex.note());
      }
    }

    private void products(Json json, Set<String> packages) {
      var image = ImageIdentity.of(report).product();
      json.array("products");
      if (image.isPresent()) {
        json.object();
        json.text("@id", image.get().toString());
        report.digest().ifPresent(digest -> hashes(json, digest));
        json.array("subcomponents");
        packages.forEach(name -> component(json, name));
        json.endArray();
        json.endObject();
      } else {
        packages.forEach(name -> component(json, name));
      }
      json.endArray();
    }

    private static void hashes(Json json, Digest digest) {
      json.object("hashes");
      json.text(digest.algorithm().equals("sha256") ? "sha-256" : "sha-512", digest.hex());
      json.endObject();
    }

    private static void component(Json json, String name) {
      json.object();
      json.text("@id", name);
      json.endObject();
    }
  }
}
