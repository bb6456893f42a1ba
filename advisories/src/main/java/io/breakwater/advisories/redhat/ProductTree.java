package io.breakwater.advisories.redhat;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.FeedJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The product tree of one VEX document (CSAF 2.0 section 3.2.2): products with their CPE or
/// package URL, and relationships that make a component of a product a product of its own.
///
/// Identifiers are held once, as numbers; relationships may chain (a package in a module of a
/// product).
final class ProductTree {
  /// Most identifiers of one document, ten times what the largest has.
  static final int IDENTIFIERS = 2_000_000;

  private static final int CHAIN = 8;
  private static final int DEPTH = 32;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> identifiers = new ArrayList<>();

  /// CPE or package URL by identifier.
  private final Map<Integer, String> helpers = new HashMap<>();

  private int[] componentOf = new int[1024];
  private int[] productOf = new int[1024];

  ProductTree() {
    Arrays.fill(componentOf, -1);
    Arrays.fill(productOf, -1);
  }

  /// A component in a product.
  ///
  /// @param component identifier of the package
  /// @param product identifier of what it is a part of; null when it is by itself
  /// @param module `name:stream` of a module between the two; null when there is none
  record Place(int component, @Nullable Integer product, @Nullable String module) {}

  /// Number of an identifier.
  int number(String identifier, FeedJson json) throws FeedException {
    var known = numbers.get(identifier);
    if (known != null) {
      return known;
    }
    if (identifiers.size() >= IDENTIFIERS) {
      throw json.malformed("more than " + IDENTIFIERS + " product identifiers");
    }
    var number = identifiers.size();
    numbers.put(identifier, number);
    identifiers.add(identifier);
    if (number >= componentOf.length) {
      var old = componentOf.length;
      componentOf = Arrays.copyOf(componentOf, old * 2);
      productOf = Arrays.copyOf(productOf, old * 2);
      Arrays.fill(componentOf, old, old * 2, -1);
      Arrays.fill(productOf, old, old * 2, -1);
    }
    return number;
  }

  String identifier(int number) {
    return identifiers.get(number);
  }

  /// CPE or package URL of a product; null where the tree gives none.
  @Nullable String helper(int number) {
    return helpers.get(number);
  }

  /// What the relationships say of an identifier.
  Place place(int number) {
    // Either the component is in a module that is in the product, …
    var component = number;
    String module = null;
    for (var i = 0; i < CHAIN && componentOf[component] >= 0; i++) {
      component = componentOf[component];
      if (module == null && productOf[component] >= 0) {
        module = moduleOf(productOf[component]);
      }
    }
    // … or it is in what the module is in the product.
    var product = number;
    for (var i = 0; i < CHAIN && productOf[product] >= 0; i++) {
      product = productOf[product];
      if (module == null && componentOf[product] >= 0) {
        module = moduleOf(componentOf[product]);
      }
    }
    return new Place(component, product == number ? null : product, module);
  }

  /// `name:stream` where the identifier is a module's: its package URL is of type `rpmmod`, or
  /// it is `name:stream:version:context`.
  private @Nullable String moduleOf(int number) {
    var helper = helpers.get(number);
    var purl = helper == null ? null : PackageUrl.parse(helper);
    if (purl != null) {
      return purl.type().equals("rpmmod")
          ? PackageUrl.streamOf(purl.name() + ":" + purl.version())
          : null;
    }
    var identifier = identifier(number);
    var colons = identifier.chars().filter(c -> c == ':').count();
    return helper == null && colons == 3 ? PackageUrl.streamOf(identifier) : null;
  }

  /// Every identifier that is a component of a product.
  List<Integer> components() {
    var all = new ArrayList<Integer>();
    for (var i = 0; i < identifiers.size(); i++) {
      if (productOf[i] >= 0) {
        all.add(i);
      }
    }
    return all;
  }

  void read(FeedJson json) throws FeedException {
    if (!json.isObject()) {
      return;
    }
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "branches" -> branches(json, 0);
        case "full_product_names" -> products(json);
        case "relationships" -> relationships(json);
        default -> json.skip();
      }
    }
  }

  private void branches(FeedJson json, int depth) throws FeedException {
    if (depth > DEPTH) {
      throw json.malformed("branches of more than " + DEPTH + " levels");
    }
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (!json.isObject()) {
        continue;
      }
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "branches" -> branches(json, depth + 1);
          case "product" -> product(json);
          default -> json.skip();
        }
      }
    }
  }

  private void products(FeedJson json) throws FeedException {
    if (json.isArray()) {
      while (json.nextElement()) {
        product(json);
      }
    }
  }

  private int product(FeedJson json) throws FeedException {
    if (!json.isObject()) {
      return -1;
    }
    String id = null;
    String helper = null;
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "product_id" -> id = json.text();
        case "product_identification_helper" -> helper = helper(json);
        default -> json.skip();
      }
    }
    if (id == null) {
      return -1;
    }
    var number = number(id, json);
    if (helper != null) {
      helpers.put(number, helper);
    }
    return number;
  }

  private static @Nullable String helper(FeedJson json) throws FeedException {
    if (!json.isObject()) {
      return null;
    }
    String helper = null;
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "cpe", "purl" -> helper = json.text();
        default -> json.skip();
      }
    }
    return helper;
  }

  private void relationships(FeedJson json) throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (!json.isObject()) {
        continue;
      }
      var whole = -1;
      String component = null;
      String product = null;
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "full_product_name" -> whole = product(json);
          case "product_reference" -> component = json.text();
          case "relates_to_product_reference" -> product = json.text();
          default -> json.skip();
        }
      }
      if (whole >= 0 && component != null && product != null) {
        var part = number(component, json);
        var of = number(product, json);
        componentOf[whole] = part;
        productOf[whole] = of;
      }
    }
  }
}
