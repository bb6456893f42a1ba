package io.breakwater.sbom;

import org.jspecify.annotations.Nullable;

/// The fields of a CycloneDX document (ECMA-424; JSON schemas `bom-1.4` to `bom-1.7`, each of
/// which only adds fields): the component that the document is about, the components in any
/// nesting, who wrote it, and whether it says that it is incomplete.
///
/// Ancestors and variants of components (`pedigree`), services and formulas are not installed
/// and are passed over.
final class CycloneDxReader {
  private final JsonInput in;
  private final Bill bill;

  /// What `bomFormat` says.
  String format = "";

  String version = "";
  boolean vulnerabilities;

  CycloneDxReader(JsonInput in, Bill bill) {
    this.in = in;
    this.bill = bill;
  }

  /// Reads a field of the document; false where it is none of CycloneDX's.
  boolean field(String name) throws SbomException {
    switch (name) {
      case "bomFormat" -> format = in.text();
      case "specVersion" -> version = in.text();
      case "metadata" -> in.object(this::metadata);
      case "components" -> components();
      case "compositions" -> in.array(() -> composition(new Composition()));
      case "vulnerabilities" -> {
        vulnerabilities = true;
        in.skip();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void metadata(String name) throws SbomException {
    switch (name) {
      case "component" -> component();
      case "tools" -> tools();
      default -> in.skip();
    }
  }

  /// An array of tools until 1.4, an object with components since 1.5.
  private void tools() throws SbomException {
    if (in.isObject()) {
      in.object(
          name -> {
            if (name.equals("components")) {
              in.array(this::tool);
            } else {
              in.skip();
            }
          });
    } else {
      in.array(this::tool);
    }
  }

  private void tool() throws SbomException {
    var tool = new Component();
    in.object(
        name -> {
          switch (name) {
            case "name" -> tool.name = in.text();
            case "version" -> tool.version = in.text();
            default -> in.skip();
          }
        });
    bill.tool(tool.name, tool.version);
  }

  private void components() throws SbomException {
    in.array(this::component);
  }

  private void component() throws SbomException {
    var component = new Component();
    in.object(name -> componentField(name, component));
    bill.add(component);
  }

  private void componentField(String name, Component component) throws SbomException {
    switch (name) {
      case "type" -> component.kind = kind(in.text());
      case "bom-ref" -> component.id = in.text();
      case "name" -> component.name = in.text();
      case "version" -> component.version = in.text();
      case "description" -> component.description = in.text();
      case "publisher" -> component.publisher = in.text();
      case "supplier" -> in.object(field -> supplier(field, component));
      case "purl" -> {
        var url = in.text();
        if (!url.isEmpty()) {
          component.urls.add(url);
        }
      }
      case "properties" -> in.array(() -> property(component));
      case "components" -> components();
      default -> in.skip();
    }
  }

  private static Component.Kind kind(String type) {
    return switch (type) {
      case "operating-system" -> Component.Kind.OPERATING_SYSTEM;
      case "library", "framework", "" -> Component.Kind.PACKAGE;
      default -> Component.Kind.OTHER;
    };
  }

  private void supplier(String name, Component component) throws SbomException {
    if (name.equals("name")) {
      var supplier = in.text();
      component.publisher = Component.first(component.publisher, supplier);
    } else {
      in.skip();
    }
  }

  private void property(Component component) throws SbomException {
    var property = new Property();
    in.object(
        name -> {
          switch (name) {
            case "name" -> property.name = in.text();
            case "value" -> property.value = in.text();
            default -> in.skip();
          }
        });
    if (property.name.equals("aquasecurity:trivy:DiffID")) {
      bill.diffId(property.value);
    }
    component.property(property.name, property.value);
  }

  private static final class Property {
    private String name = "";
    private String value = "";
  }

  /// Whether the list of components is whole (`compositions`, "aggregate"); one that speaks only
  /// of what depends on what says nothing of that.
  private static final class Composition {
    private @Nullable String aggregate;
    private boolean assemblies;
    private boolean others;
  }

  private void composition(Composition composition) throws SbomException {
    in.object(
        name -> {
          switch (name) {
            case "aggregate" -> composition.aggregate = in.text();
            case "assemblies" -> {
              composition.assemblies = true;
              in.skip();
            }
            case "dependencies", "vulnerabilities" -> {
              composition.others = true;
              in.skip();
            }
            default -> in.skip();
          }
        });
    var ofComponents = composition.assemblies || !composition.others;
    if (ofComponents && composition.aggregate != null) {
      bill.aggregate(composition.aggregate);
    }
  }
}
