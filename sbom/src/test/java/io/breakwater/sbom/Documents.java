package io.breakwater.sbom;

import io.breakwater.inventory.ImageInventory;
import io.breakwater.testkit.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Documents in the dialects of Syft and Trivy, made by code.
final class Documents {
  static final String NAME = "app.json";
  static final SbomLimits SMALL = new SbomLimits(1 << 20, 200, 1 << 16, 4096, 24);

  private Documents() {}

  static ImageInventory read(Object document) throws SbomException {
    return read(Json.bytes(document));
  }

  static ImageInventory read(byte[] document) throws SbomException {
    return SbomFile.read(new ByteArrayInputStream(document), NAME, SMALL);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A CycloneDX document of a tool, with the tools as 1.5 has them.
  static Map<String, Object> cycloneDx(String tool, Object... components) {
    return Json.object(
        "bomFormat",
        "CycloneDX",
        "specVersion",
        "1.6",
        "version",
        1,
        "metadata",
        Json.object(
            "tools",
            Json.object(
                "components",
                List.of(Json.object("type", "application", "name", tool, "version", "1.2.3"))),
            "component",
            Json.object("bom-ref", "root", "type", "container", "name", "team/app")),
        "components",
        List.of(components));
  }

  static Map<String, Object> syft(Object... components) {
    return cycloneDx("syft", components);
  }

  static Map<String, Object> trivy(Object... components) {
    return cycloneDx("trivy", components);
  }

  /// An operating system as Syft writes it.
  static Map<String, Object> syftSystem(String id, String version, String codename, String pretty) {
    var properties = new ArrayList<Object>();
    properties.add(property("syft:distro:id", id));
    properties.add(property("syft:distro:prettyName", pretty));
    if (!codename.isEmpty()) {
      properties.add(property("syft:distro:versionCodename", codename));
    }
    properties.add(property("syft:distro:versionID", version));
    return Json.object(
        "type",
        "operating-system",
        "name",
        id,
        "version",
        version,
        "description",
        pretty,
        "properties",
        properties);
  }

  /// An operating system as Trivy writes it.
  static Map<String, Object> trivySystem(String family, String version) {
    return Json.object(
        "bom-ref",
        "8e3a4d0b",
        "type",
        "operating-system",
        "name",
        family,
        "version",
        version,
        "properties",
        List.of(
            property("aquasecurity:trivy:Class", "os-pkgs"),
            property("aquasecurity:trivy:Type", family)));
  }

  /// A library with a package URL and properties, names and values in turn.
  static Map<String, Object> library(
      String name, String version, String purl, String... properties) {
    var list = new ArrayList<Object>();
    for (var i = 0; i < properties.length; i += 2) {
      list.add(property(properties[i], properties[i + 1]));
    }
    return Json.object(
        "bom-ref",
        purl + "&package-id=0",
        "type",
        "library",
        "name",
        name,
        "version",
        version,
        "purl",
        purl.isEmpty() ? null : purl,
        "properties",
        list);
  }

  /// The object with one field more, or another value of it.
  static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
    var copy = new LinkedHashMap<>(object);
    copy.put(key, value);
    return copy;
  }

  static Map<String, Object> property(String name, String value) {
    return Json.object("name", name, "value", value);
  }

  /// An SPDX document of a tool; the first package is what it is about.
  static Map<String, Object> spdx(String tool, Object... packages) {
    return Json.object(
        "spdxVersion",
        "SPDX-2.3",
        "SPDXID",
        "SPDXRef-DOCUMENT",
        "name",
        "team/app",
        "creationInfo",
        Json.object("creators", List.of("Organization: Somebody", "Tool: " + tool + "-1.2.3")),
        "packages",
        List.of(packages),
        "relationships",
        List.of(
            Json.object(
                "spdxElementId",
                "SPDXRef-DOCUMENT",
                "relatedSpdxElement",
                "SPDXRef-Root",
                "relationshipType",
                "DESCRIBES")));
  }

  static Map<String, Object> spdxRoot() {
    return Json.object("SPDXID", "SPDXRef-Root", "name", "team/app", "versionInfo", "sha256:0");
  }

  /// A package with a package URL, where it is not empty.
  static Map<String, Object> spdxPackage(String id, String name, String version, String purl) {
    return Json.object(
        "SPDXID",
        id,
        "name",
        name,
        "versionInfo",
        version,
        "supplier",
        "NOASSERTION",
        "filesAnalyzed",
        false,
        "externalRefs",
        purl.isEmpty()
            ? List.of()
            : List.of(
                reference("SECURITY", "cpe23Type", "cpe:2.3:a:x:x:1:*:*:*:*:*:*:*"),
                reference("PACKAGE-MANAGER", "purl", purl)));
  }

  private static Map<String, Object> reference(String category, String type, String locator) {
    return Json.object(
        "referenceCategory", category, "referenceType", type, "referenceLocator", locator);
  }

  /// Trivy's annotations, keys and values in turn.
  static List<Object> annotations(String... properties) {
    var list = new ArrayList<Object>();
    for (var i = 0; i < properties.length; i += 2) {
      list.add(
          Json.object(
              "annotator",
              "Tool: trivy-1.2.3",
              "annotationType",
              "OTHER",
              "comment",
              properties[i] + ": " + properties[i + 1]));
    }
    return list;
  }
}
