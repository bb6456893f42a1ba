package io.breakwater.sbom;

import io.breakwater.inventory.ImageInventory;
import java.io.InputStream;
import java.util.Set;

/// Reads a document of either format in one pass. Which it is shows by its fields, which no other
/// format shares, in whatever order they come.
final class BillReader {
  private final JsonInput in;
  private final String what;
  private final Bill bill;
  private final CycloneDxReader cyclonedx;
  private final SpdxReader spdx;
  private String stranger = "";

  private BillReader(JsonInput in, String file, String what, SbomLimits limits) {
    this.in = in;
    this.what = what;
    this.bill = new Bill(file, what, limits);
    this.cyclonedx = new CycloneDxReader(in, bill);
    this.spdx = new SpdxReader(in, bill);
  }

  /// @param file for messages and as the evidence of packages
  /// @param what for messages: `reading the SBOM app.json`
  static ImageInventory read(InputStream stream, String file, String what, SbomLimits limits)
      throws SbomException {
    try (var in = JsonInput.open(stream, limits, what)) {
      return new BillReader(in, file, what, limits).read();
    }
  }

  private ImageInventory read() throws SbomException {
    if (!in.isObject()) {
      throw in.malformed("an object was expected");
    }
    in.object(
        name -> {
          if (!cyclonedx.field(name) && !spdx.field(name)) {
            strange(name);
            in.skip();
          }
        });
    in.end();
    return bill.inventory(format());
  }

  private void strange(String name) {
    var known =
        switch (name) {
          case "@graph", "@context" -> "SPDX 3 (JSON-LD)";
          case "artifacts" -> "Syft's own JSON";
          case "predicateType", "payloadType" -> "an attestation, with the SBOM inside";
          case "SchemaVersion" -> "Trivy's own JSON report";
          default -> "";
        };
    stranger = stranger.isEmpty() ? known : stranger;
  }

  /// For people; refuses what is neither format.
  private String format() throws SbomException {
    var isCycloneDx = cyclonedx.format.equals("CycloneDX");
    var isSpdx = !spdx.version.isEmpty();
    if (isCycloneDx == isSpdx) {
      throw isSpdx ? in.malformed("it says that it is CycloneDX, and that it is SPDX") : neither();
    }
    return isSpdx ? spdxVersion() : cycloneDxVersion();
  }

  private SbomException neither() {
    return stranger.isEmpty()
        ? SbomFile.notAnSbom(what, "the JSON has neither bomFormat nor spdxVersion", null)
        : SbomFile.unsupported(what, "it is " + stranger);
  }

  private String cycloneDxVersion() throws SbomException {
    var read = Set.of("1.4", "1.5", "1.6", "1.7").contains(cyclonedx.version);
    if (!read) {
      throw SbomFile.unsupported(what, "it is CycloneDX '" + cyclonedx.version + "'");
    }
    if (bill.isEmpty() && cyclonedx.vulnerabilities) {
      throw SbomFile.unsupported(
          what, "it lists vulnerabilities (VEX) and no components that they are of");
    }
    return "CycloneDX " + cyclonedx.version;
  }

  private String spdxVersion() throws SbomException {
    return switch (spdx.version) {
      case "SPDX-2.2", "SPDX-2.3" -> spdx.version.replace('-', ' ');
      default -> throw SbomFile.unsupported(what, "its spdxVersion is '" + spdx.version + "'");
    };
  }
}
