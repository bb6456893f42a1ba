package io.breakwater.sbom;

import java.util.Locale;

/// The fields of an SPDX document (SPDX specification 2.3; JSON schema
/// `schemas/spdx-schema.json`): packages (clause 7) with their external references (7.21,
/// annex F.3.5 `purl`), who wrote it (6.8), and what it describes (11.1 `DESCRIBES`).
///
/// Syft puts what it knows of a package into the package URL alone. Trivy adds the source package
/// as `sourceInfo` ("built package from: NAME VERSION") and its properties as annotations, in
/// versions before 0.52 as attribution texts ("KEY: VALUE"; `pkg/sbom/spdx/marshal.go`).
final class SpdxReader {
  private static final String BUILT_FROM = "built package from: ";

  private final JsonInput in;
  private final Bill bill;

  /// What `spdxVersion` says.
  String version = "";

  SpdxReader(JsonInput in, Bill bill) {
    this.in = in;
    this.bill = bill;
  }

  /// Reads a field of the document; false where it is none of SPDX's.
  boolean field(String name) throws SbomException {
    switch (name) {
      case "spdxVersion" -> version = in.text();
      case "creationInfo" -> in.object(this::creation);
      case "packages" -> in.array(this::onePackage);
      case "documentDescribes" -> in.array(() -> bill.described(in.text()));
      case "relationships" -> in.array(() -> relationship(new Relationship()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void creation(String name) throws SbomException {
    if (!name.equals("creators")) {
      in.skip();
      return;
    }
    in.array(
        () -> {
          var creator = in.text();
          if (creator.startsWith("Tool:")) {
            var tool = creator.substring(5).strip();
            var hyphen = tool.indexOf('-');
            bill.tool(
                hyphen < 0 ? tool : tool.substring(0, hyphen),
                hyphen < 0 ? "" : tool.substring(hyphen + 1));
          }
        });
  }

  private static final class Relationship {
    private String from = "";
    private String to = "";
    private String type = "";
  }

  private void relationship(Relationship relationship) throws SbomException {
    in.object(
        name -> {
          switch (name) {
            case "spdxElementId" -> relationship.from = in.text();
            case "relatedSpdxElement" -> relationship.to = in.text();
            case "relationshipType" -> relationship.type = in.text();
            default -> in.skip();
          }
        });
    if (relationship.type.startsWith("DESCRIBE")) {
      var backwards = relationship.type.equals("DESCRIBED_BY");
      bill.described(backwards ? relationship.from : relationship.to);
    }
  }

  private void onePackage() throws SbomException {
    var component = new Component();
    in.object(name -> packageField(name, component));
    if (component.kind == Component.Kind.PACKAGE) {
      component.kind = kindOf(component.id);
    }
    bill.add(component);
  }

  private void packageField(String name, Component component) throws SbomException {
    switch (name) {
      case "SPDXID" -> component.id = in.text();
      case "name" -> component.name = in.text();
      case "versionInfo" -> component.version = in.text();
      case "supplier" -> component.publisher = agent(in.text());
      case "summary" -> component.description = in.text();
      case "primaryPackagePurpose" -> component.kind = kindFor(in.text());
      case "sourceInfo" -> builtFrom(in.text(), component);
      case "externalRefs" -> in.array(() -> reference(new Reference(), component));
      case "attributionTexts" -> in.array(() -> property(in.text(), component));
      case "annotations" -> in.array(() -> annotation(component));
      default -> in.skip();
    }
  }

  /// `Organization: NAME` or `Person: NAME` (7.5).
  private static String agent(String text) {
    var colon = text.indexOf(':');
    return text.equals("NOASSERTION") ? "" : text.substring(colon + 1).strip();
  }

  private static Component.Kind kindFor(String purpose) {
    return switch (purpose.toUpperCase(Locale.ROOT)) {
      case "OPERATING-SYSTEM", "OPERATING_SYSTEM" -> Component.Kind.OPERATING_SYSTEM;
      case "LIBRARY", "FRAMEWORK", "" -> Component.Kind.PACKAGE;
      default -> Component.Kind.OTHER;
    };
  }

  /// What Trivy (before it wrote purposes) and Syft put into the identifiers.
  private static Component.Kind kindOf(String id) {
    if (id.startsWith("SPDXRef-OperatingSystem-")) {
      return Component.Kind.OPERATING_SYSTEM;
    }
    for (var other : new String[] {"DocumentRoot", "ContainerImage", "Application", "Filesystem"}) {
      if (id.startsWith("SPDXRef-" + other + "-")) {
        return Component.Kind.OTHER;
      }
    }
    return Component.Kind.PACKAGE;
  }

  private static void builtFrom(String text, Component component) {
    if (text.startsWith(BUILT_FROM)) {
      var source = text.substring(BUILT_FROM.length()).strip();
      var space = source.indexOf(' ');
      component.sourceName = space < 0 ? source : source.substring(0, space);
      component.sourceVersion = space < 0 ? "" : source.substring(space + 1).strip();
    }
  }

  private static final class Reference {
    private String type = "";
    private String locator = "";
  }

  private void reference(Reference reference, Component component) throws SbomException {
    in.object(
        name -> {
          switch (name) {
            case "referenceType" -> reference.type = in.text();
            case "referenceLocator" -> reference.locator = in.text();
            default -> in.skip();
          }
        });
    // Some write the type as its address, http://spdx.org/rdf/references/purl.
    var purl = reference.type.equals("purl") || reference.type.endsWith("/purl");
    if (purl && !component.urls.contains(reference.locator)) {
      component.urls.add(reference.locator);
    }
  }

  private void annotation(Component component) throws SbomException {
    in.object(
        name -> {
          if (name.equals("comment")) {
            property(in.text(), component);
          } else {
            in.skip();
          }
        });
  }

  private void property(String text, Component component) throws SbomException {
    var colon = text.indexOf(": ");
    if (colon > 0) {
      var key = text.substring(0, colon);
      var value = text.substring(colon + 2);
      if (key.equals("DiffID")) {
        bill.diffId(value);
      }
      if (key.startsWith("breakwater:")) {
        component.property(key, value);
      } else {
        component.trivy(key, value);
      }
    }
  }
}
