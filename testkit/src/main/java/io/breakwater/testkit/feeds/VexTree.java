package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The product tree of a VEX document (CSAF 2.0, section 3.2.2): branches with products and
/// components, relationships between them.
final class VexTree {
  private record Component(String id, String name, @Nullable String architecture) {}

  private final Map<String, Object> products = new LinkedHashMap<>();
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final Map<String, @Nullable String> purls = new LinkedHashMap<>();
  private final Map<String, Object> relationships = new LinkedHashMap<>();
  private boolean modulesAsProducts;
  private boolean flat;

  void modulesAsProducts() {
    modulesAsProducts = true;
  }

  void flat() {
    flat = true;
  }

  void product(String id, String name, String cpe) {
    var leaf = leaf("product_name", name, id, "cpe", cpe);
    products.put(
        id,
        flat
            ? leaf
            : Json.object("branches", List.of(leaf), "category", "product_family", "name", name));
  }

  /// The id of the component within the product.
  String component(String product, String name) {
    var slash = name.indexOf('/');
    var source = name.endsWith(".src");
    var plain = source ? name.substring(0, name.length() - 4) : name;
    var purl = "pkg:rpm/redhat/" + plain + (source ? "?arch=src" : "");
    if (slash > 0) {
      var module = name.substring(0, slash);
      purl =
          name.indexOf(':') < 0
              ? "pkg:oci/" + name
              : modulesAsProducts
                  ? "pkg:rpmmod/redhat/"
                      + module.replace(':', '@')
                      + "/"
                      + name.substring(slash + 1)
                  : "pkg:rpm/redhat/" + name.substring(slash + 1) + "?arch=src&rpmmod=" + module;
    }
    add(new Component(name, plain, null), purl);
    return relate(name, product);
  }

  String fixedComponent(String product, String nevra, @Nullable String module) {
    var dot = nevra.lastIndexOf('.');
    var colon = nevra.indexOf(':');
    var dash = nevra.lastIndexOf('-', colon);
    var name = nevra.substring(0, dash);
    var architecture = nevra.substring(dot + 1);
    var epoch = nevra.substring(dash + 1, colon);
    var version = nevra.substring(colon + 1, dot).replace("+", "%2B").replace("^", "%5E");
    var source = architecture.equals("src");
    var id = nevra;
    var purl = "pkg:rpm/redhat/" + name + "@" + version;
    purl += flat && !source ? "?epoch=" + epoch : "?arch=" + architecture;
    if (flat ? source : !epoch.equals("0")) {
      purl += "&epoch=" + epoch;
    }
    var owner = product;
    if (module != null && modulesAsProducts) {
      owner = moduleOf(product, module);
    } else if (module != null) {
      purl += "&rpmmod=" + module;
      id += "::" + module.substring(0, module.indexOf(':', module.indexOf(':') + 1));
    }
    if (flat && !source) {
      id = nevra.substring(0, dot);
    }
    add(new Component(id, flat ? name : id, flat ? null : architecture), purl);
    return relate(id, owner);
  }

  private String moduleOf(String product, String module) {
    var colon = module.indexOf(':');
    var purl =
        "pkg:rpmmod/redhat/" + module.substring(0, colon) + "@" + module.substring(colon + 1);
    add(new Component(module, module, null), purl);
    return relate(module, product);
  }

  void purl(String component, @Nullable String purl) {
    purls.put(component, purl);
  }

  private void add(Component component, String purl) {
    components.putIfAbsent(component.id(), component);
    if (!purls.containsKey(component.id())) {
      purls.put(component.id(), purl);
    }
  }

  private String relate(String component, String product) {
    var id = product + ":" + component;
    relationships.putIfAbsent(
        id,
        Json.object(
            "category",
            "default_component_of",
            "full_product_name",
            Json.object("name", component + " as a component of " + product, "product_id", id),
            "product_reference",
            component,
            "relates_to_product_reference",
            product));
    return id;
  }

  Map<String, Object> render() {
    var branches = new ArrayList<Object>(products.values());
    var architectures = new LinkedHashMap<String, List<Object>>();
    for (var component : components.values()) {
      var leaf =
          leaf(
              "product_version",
              component.name(),
              component.id(),
              "purl",
              purls.get(component.id()));
      if (component.architecture() == null) {
        branches.add(leaf);
      } else {
        architectures.computeIfAbsent(component.architecture(), key -> new ArrayList<>()).add(leaf);
      }
    }
    architectures.forEach(
        (name, leaves) ->
            branches.add(
                Json.object("branches", leaves, "category", "architecture", "name", name)));
    var vendor = Json.object("branches", branches, "category", "vendor", "name", "Red Hat");
    return Json.object(
        "branches",
        List.of(vendor),
        "relationships",
        relationships.isEmpty() ? null : new ArrayList<>(relationships.values()));
  }

  private static Object leaf(
      String category, String name, String id, String helper, @Nullable String value) {
    var identification = value == null ? null : Json.object(helper, value);
    var product =
        Json.object(
            "name", name, "product_id", id, "product_identification_helper", identification);
    return Json.object("category", category, "name", name, "product", product);
  }
}
