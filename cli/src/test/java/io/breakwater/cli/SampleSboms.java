package io.breakwater.cli;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bills of materials of Debian 12, as Syft writes them.
final class SampleSboms {
  private SampleSboms() {}

  /// CycloneDX with the packages; an empty package URL is left out.
  static Map<String, Object> cycloneDx(String... purls) {
    var components = new ArrayList<Object>();
    components.add(
        Json.object(
            "type",
            "operating-system",
            "name",
            "debian",
            "version",
            "12.5",
            "description",
            "Debian GNU/Linux 12 (bookworm)"));
    for (var purl : purls) {
      components.add(
          Json.object(
              "type", "library", "name", "some", "version", "1", "purl", emptyIsNone(purl)));
    }
    var tools = List.of(Json.object("type", "application", "name", "syft", "version", "1.2.3"));
    return Json.object(
        "bomFormat",
        "CycloneDX",
        "specVersion",
        "1.6",
        "metadata",
        Json.object("tools", Json.object("components", tools)),
        "components",
        components);
  }

  private static @Nullable String emptyIsNone(String text) {
    return text.isEmpty() ? null : text;
  }

  /// The same as SPDX, the release only in the package URLs.
  static Map<String, Object> spdx(String... purls) {
    var packages = new ArrayList<Object>();
    for (var purl : purls) {
      var reference = new LinkedHashMap<String, Object>();
      reference.put("referenceCategory", "PACKAGE-MANAGER");
      reference.put("referenceType", "purl");
      reference.put("referenceLocator", purl);
      packages.add(
          Json.object(
              "SPDXID",
              "SPDXRef-Package-deb-" + packages.size(),
              "name",
              "some",
              "externalRefs",
              List.of(reference)));
    }
    return Json.object(
        "spdxVersion",
        "SPDX-2.3",
        "creationInfo",
        Json.object("creators", List.of("Tool: syft-1.2.3")),
        "packages",
        packages);
  }

  /// `pkg:deb/debian/…` of one package of openssl's.
  static String libssl(String version) {
    return "pkg:deb/debian/libssl3@" + version + "?arch=amd64&distro=debian-12.5&upstream=openssl";
  }
}
