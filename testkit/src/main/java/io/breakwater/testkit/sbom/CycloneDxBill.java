package io.breakwater.testkit.sbom;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The CycloneDX document of a bill.
record CycloneDxBill(BillTool tool, String system, String release, List<BillEntry> entries) {
  byte[] render(String version) {
    var components = new ArrayList<Object>();
    if (tool == BillTool.TRIVY) {
      components.add(operatingSystem());
    }
    entries.forEach(entry -> components.add(component(entry)));
    if (tool == BillTool.SYFT) {
      components.add(operatingSystem());
    }
    return Json.bytes(
        Json.object(
            "$schema",
            "http://cyclonedx.org/schema/bom-" + version + ".schema.json",
            "bomFormat",
            "CycloneDX",
            "specVersion",
            version,
            "serialNumber",
            "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
            "version",
            1,
            "metadata",
            metadata(version),
            "components",
            components));
  }

  private Map<String, Object> metadata(String version) {
    var vendor = tool == BillTool.SYFT ? "anchore" : "aquasecurity";
    var name = tool == BillTool.SYFT ? "syft" : "trivy";
    var author = tool == BillTool.SYFT ? "author" : "group";
    Object tools =
        version.equals("1.4")
            ? List.of(Json.object("vendor", vendor, "name", name, "version", "0.1.0"))
            : Json.object(
                "components",
                List.of(
                    Json.object(
                        "type", "application", author, vendor, "name", name, "version", "0.1.0")));
    var image =
        Json.object("bom-ref", "image", "type", "container", "name", "app", "version", "sha256:00");
    return Json.object("timestamp", "2024-05-01T10:00:00Z", "tools", tools, "component", image);
  }

  private Object operatingSystem() {
    List<Object> properties =
        tool == BillTool.SYFT
            ? List.of(
                Bill.named("syft:distro:id", system),
                Bill.named("syft:distro:prettyName", system + " " + release),
                Bill.named("syft:distro:versionID", release))
            : List.of(
                Bill.named("aquasecurity:trivy:Class", "os-pkgs"),
                Bill.named("aquasecurity:trivy:Type", system));
    return Json.object(
        "bom-ref", "os:" + system + "@" + release,
        "type", "operating-system",
        "name", system,
        "version", release,
        "properties", properties);
  }

  private Object component(BillEntry entry) {
    var prefix = tool == BillTool.SYFT ? "syft:" : "aquasecurity:trivy:";
    var properties = new ArrayList<Object>();
    entry
        .properties()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                properties.add(Bill.named(prefix + name, value));
              }
            });
    var supplied = !entry.supplier().isEmpty();
    return Json.object(
        "bom-ref",
        entry.purl() + (tool == BillTool.SYFT ? "&package-id=" + entry.name() : ""),
        "type",
        "library",
        "supplier",
        supplied && tool == BillTool.TRIVY ? Json.object("name", entry.supplier()) : null,
        "publisher",
        supplied && tool == BillTool.SYFT ? entry.supplier() : null,
        "name",
        entry.name(),
        "version",
        entry.version(),
        "purl",
        entry.purl(),
        "properties",
        properties);
  }
}
