package io.breakwater.testkit.sbom;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SPDX 2.3 document of a bill.
record SpdxBill(BillTool tool, String system, String release, List<BillEntry> entries) {
  private static final String ROOT = "SPDXRef-DocumentRoot-Image-app";

  byte[] render() {
    var packages = new ArrayList<Object>();
    var relationships = new ArrayList<Object>();
    relationships.add(relationship("SPDXRef-DOCUMENT", ROOT, "DESCRIBES"));
    for (var entry : entries) {
      var id = "SPDXRef-Package-" + entry.name() + "-" + packages.size();
      packages.add(entry(entry, id));
      relationships.add(relationship(ROOT, id, "CONTAINS"));
    }
    if (tool == BillTool.TRIVY) {
      packages.add(plain("SPDXRef-OperatingSystem-1", system, release, "OPERATING-SYSTEM"));
    }
    packages.add(plain(ROOT, "app", "sha256:00", "CONTAINER"));
    var creator =
        tool == BillTool.SYFT ? "Organization: Anchore, Inc" : "Organization: aquasecurity";
    return Json.bytes(
        Json.object(
            "spdxVersion", "SPDX-2.3",
            "dataLicense", "CC0-1.0",
            "SPDXID", "SPDXRef-DOCUMENT",
            "name", "app",
            "documentNamespace", "https://example.org/app-1",
            "creationInfo",
                Json.object(
                    "creators",
                    List.of(creator, "Tool: " + toolName() + "-0.1.0"),
                    "created",
                    "2024-05-01T10:00:00Z"),
            "packages", packages,
            "relationships", relationships));
  }

  private String toolName() {
    return tool == BillTool.SYFT ? "syft" : "trivy";
  }

  private Object entry(BillEntry entry, String id) {
    var trivy = tool == BillTool.TRIVY;
    var reference =
        Json.object(
            "referenceCategory", "PACKAGE-MANAGER",
            "referenceType", "purl",
            "referenceLocator", entry.purl());
    var supplier = entry.supplier();
    return Json.object(
        "name",
        entry.name(),
        "SPDXID",
        id,
        "versionInfo",
        entry.version(),
        "supplier",
        supplier.isEmpty() ? "NOASSERTION" : "Organization: " + supplier,
        "downloadLocation",
        trivy ? "NONE" : "NOASSERTION",
        "filesAnalyzed",
        false,
        "sourceInfo",
        trivy
            ? "built package from: " + entry.source()
            : "acquired package info from the package database",
        "externalRefs",
        List.of(reference),
        "primaryPackagePurpose",
        trivy ? "LIBRARY" : null,
        "annotations",
        trivy ? annotations(entry) : null);
  }

  private static List<Object> annotations(BillEntry entry) {
    var annotations = new ArrayList<Object>();
    entry
        .properties()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                annotations.add(
                    Json.object(
                        "annotator", "Tool: trivy-0.1.0",
                        "annotationDate", "2024-05-01T10:00:00Z",
                        "annotationType", "OTHER",
                        "comment", name + ": " + value));
              }
            });
    return annotations;
  }

  private static Object plain(String id, String name, @Nullable String version, String purpose) {
    return Json.object(
        "name", name,
        "SPDXID", id,
        "versionInfo", version,
        "downloadLocation", "NONE",
        "filesAnalyzed", false,
        "primaryPackagePurpose", purpose);
  }

  private static Object relationship(String from, String to, String type) {
    return Json.object("spdxElementId", from, "relatedSpdxElement", to, "relationshipType", type);
  }
}
