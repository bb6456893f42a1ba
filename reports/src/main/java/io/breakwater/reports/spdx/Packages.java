package io.breakwater.reports.spdx;

import io.breakwater.advisor.Assessment;
import io.breakwater.image.Digest;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.reports.ImageIdentity;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.Tool;
import io.breakwater.sbom.PackageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The packages of a document (clause 7) and their relationships (clause 11).
///
/// What SPDX has no field for, which layer brought a package, is an annotation (clause 12) of the
/// form `KEY: VALUE`, as Trivy writes its own.
final class Packages {
  private static final String IMAGE = "SPDXRef-Image";
  private static final String RELEASE = "SPDXRef-OperatingSystem";
  private static final String NONE = "NOASSERTION";

  private final ImageReport report;
  private final Assessment assessment;
  private final Instant created;
  private final List<String> ids = new ArrayList<>();

  /// @param created date of the annotations
  Packages(ImageReport report, Instant created) {
    this.report = report;
    this.assessment = report.assessment();
    this.created = created;
    var seen = new HashMap<String, Integer>();
    for (var installed : assessment.packages()) {
      var id = id(installed);
      var number = seen.merge(id, 1, Integer::sum);
      // Two dots stand in no identifier that `id` makes.
      ids.add(number == 1 ? id : id + ".." + number);
    }
  }

  /// Letters, digits, `.` and `-` (7.2); other characters are written as their number between
  /// dots, so that different packages have different identifiers.
  private static String id(InstalledPackage installed) {
    var type = installed.ecosystem().name().toLowerCase(Locale.ROOT);
    var id = new StringBuilder("SPDXRef-Package-").append(type).append('-');
    encode(id, installed.name());
    encode(id.append('-'), installed.version());
    encode(id.append('-'), installed.arch());
    return id.toString();
  }

  private static void encode(StringBuilder id, String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-') {
        id.append(c);
      } else if (c == '.' && id.charAt(id.length() - 1) != '.') {
        id.append(c);
      } else {
        id.append("-x").append(Integer.toHexString(c)).append('-');
      }
    }
  }

  void write(Json json, ImageIdentity identity) {
    json.array("packages");
    image(json, identity);
    assessment.os().ifPresent(os -> release(json, os));
    for (var i = 0; i < ids.size(); i++) {
      onePackage(json, ids.get(i), assessment.packages().get(i));
    }
    json.endArray();
  }

  private void image(Json json, ImageIdentity identity) {
    json.object();
    json.text("SPDXID", IMAGE);
    json.text("name", identity.title());
    json.known("versionInfo", identity.digest().map(Object::toString).orElse(""));
    unknown(json);
    json.text("primaryPackagePurpose", report.image() == null ? "OTHER" : "CONTAINER");
    identity.digest().ifPresent(digest -> checksum(json, digest));
    identity
        .purl()
        .ifPresent(
            url -> {
              json.array("externalRefs");
              reference(json, "PACKAGE-MANAGER", "purl", url.toString());
              json.endArray();
            });
    json.endObject();
  }

  private static void checksum(Json json, Digest digest) {
    json.array("checksums");
    json.object();
    json.text("algorithm", digest.algorithm().toUpperCase(Locale.ROOT));
    json.text("checksumValue", digest.hex());
    json.endObject();
    json.endArray();
  }

  /// Without a CPE: readers that take every package for software, as Syft does, would look up the
  /// distribution's issues for it.
  private void release(Json json, OperatingSystem os) {
    json.object();
    json.text("SPDXID", RELEASE);
    json.text("name", os.id());
    json.known("versionInfo", os.versionId());
    json.known("summary", os.prettyName());
    unknown(json);
    json.text("primaryPackagePurpose", "OPERATING_SYSTEM");
    json.text("sourceInfo", "release file " + os.file());
    json.array("annotations");
    annotation(json, "breakwater:os:codename", os.codename());
    json.endArray();
    json.endObject();
  }

  private void onePackage(Json json, String id, InstalledPackage installed) {
    var url = PackageUrl.of(installed, assessment.os());
    json.object();
    json.text("SPDXID", id);
    json.text("name", installed.name());
    json.text("versionInfo", installed.version());
    json.known("supplier", supplier(installed.vendor()));
    unknown(json);
    json.text("primaryPackagePurpose", "LIBRARY");
    json.text(
        "sourceInfo", "package database " + installed.file() + "; built from " + source(installed));
    if (url != null) {
      json.array("externalRefs");
      reference(json, "PACKAGE-MANAGER", "purl", url.toString());
      json.endArray();
    }
    annotations(json, installed);
    json.endObject();
  }

  /// `Organization: NAME` (7.5), in one line; parentheses would be taken for an address.
  private static @Nullable String supplier(@Nullable String vendor) {
    if (vendor == null || vendor.isBlank()) {
      return null;
    }
    return "Organization: " + vendor.replace('\n', ' ').replace('\r', ' ');
  }

  private static String source(InstalledPackage installed) {
    var file = installed.sourceRpm();
    return file != null ? file : installed.source() + " " + installed.sourceVersion();
  }

  private static void unknown(Json json) {
    json.text("downloadLocation", NONE);
    json.flag("filesAnalyzed", false);
    json.text("licenseConcluded", NONE);
    json.text("licenseDeclared", NONE);
    json.text("copyrightText", NONE);
  }

  private static void reference(Json json, String category, String type, String locator) {
    json.object();
    json.text("referenceCategory", category);
    json.text("referenceType", type);
    json.text("referenceLocator", locator);
    json.endObject();
  }

  private void annotations(Json json, InstalledPackage installed) {
    var origin = installed.origin();
    json.array("annotations");
    annotation(json, "breakwater:package:vendor", installed.vendor());
    annotation(json, "breakwater:layer:index", Integer.toString(origin.layer()));
    annotation(
        json, "breakwater:layer:digest", origin.layerDigest().map(Object::toString).orElse(""));
    annotation(json, "breakwater:layer:createdBy", origin.createdBy());
    annotation(json, "breakwater:layer:base", origin.base() ? "true" : "");
    json.endArray();
  }

  private void annotation(Json json, String key, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    json.object();
    json.text("annotationDate", created.toString());
    json.text("annotationType", "OTHER");
    json.text("annotator", "Tool: " + Tool.NAME + "-" + Tool.version());
    json.text("comment", key + ": " + value);
    json.endObject();
  }

  void relationships(Json json) {
    json.array("relationships");
    relationship(json, SpdxReport.DOCUMENT, "DESCRIBES", IMAGE);
    if (assessment.os().isPresent()) {
      relationship(json, IMAGE, "CONTAINS", RELEASE);
    }
    for (var id : ids) {
      relationship(json, IMAGE, "CONTAINS", id);
    }
    json.endArray();
  }

  private static void relationship(Json json, String from, String type, String to) {
    json.object();
    json.text("spdxElementId", from);
    json.text("relationshipType", type);
    json.text("relatedSpdxElement", to);
    json.endObject();
  }
}
