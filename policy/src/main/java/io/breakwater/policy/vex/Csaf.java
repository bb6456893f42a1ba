package io.breakwater.policy.vex;

import io.breakwater.advisor.Justification;
import io.breakwater.advisor.VexStatus;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.vex.Statements.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads VEX in CSAF 2.0 and 2.1 (OASIS standard; section 3.2.2 product tree, 3.2.3.9 product
/// status, 3.2.3.5 flags, 3.2.3.14 threats, 4.5 profile VEX).
///
/// Products are told by their package URLs. A relationship makes a product of two: the
/// package that it is about and the image that the package is in. `recommended` says nothing
/// of this image and is passed over.
final class Csaf {
  private static final int MOST_IN_GROUPS = 1_000_000;
  private static final int DEEPEST_RELATIONSHIP = 8;

  private final Statements statements;
  private final Map<String, Meaning> products = new HashMap<>();
  private final Map<String, Relationship> relationships = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();
  private int inGroups;

  Csaf(Statements statements) {
    this.statements = statements;
  }

  private record Relationship(String part, String whole) {}

  private record Resolved(Meaning product, List<Meaning> parts) {}

  void read(Value root) throws PolicyException {
    var document = root.get("document");
    var author = document.get("publisher").get("name").textOrNull();
    var released = document.get("tracking").get("current_release_date").time(false);
    tree(root.get("product_tree"));
    var number = 0;
    for (var vulnerability : root.get("vulnerabilities").items()) {
      read(vulnerability, ++number, author, released);
    }
  }

  private void tree(Value tree) throws PolicyException {
    branches(tree.get("branches"));
    for (var product : tree.get("full_product_names").items()) {
      product(product);
    }
    for (var relationship : tree.get("relationships").items()) {
      var whole = relationship.get("full_product_name");
      relationships.put(
          whole.get("product_id").text(),
          new Relationship(
              relationship.get("product_reference").text(),
              relationship.get("relates_to_product_reference").text()));
    }
    for (var group : tree.get("product_groups").items()) {
      groups.put(group.get("group_id").text(), group.get("product_ids").texts());
    }
  }

  private void branches(Value list) throws PolicyException {
    for (var branch : list.items()) {
      if (branch.get("product").present()) {
        product(branch.get("product"));
      }
      branches(branch.get("branches"));
    }
  }

  private void product(Value product) throws PolicyException {
    var helper = product.get("product_identification_helper");
    var urls = new ArrayList<>(helper.get("purls").texts());
    var url = helper.get("purl").textOrNull();
    if (url != null) {
      urls.add(url);
    }
    var name = product.get("name").textOrEmpty();
    products.put(
        product.get("product_id").text(),
        urls.isEmpty() ? new Meaning.OfOther(name) : Meaning.of(urls.getLast()));
  }

  private Resolved resolve(String id, int depth) {
    var relationship = relationships.get(id);
    if (relationship == null || depth > DEEPEST_RELATIONSHIP) {
      return new Resolved(products.getOrDefault(id, new Meaning.OfOther(id)), List.of());
    }
    var part = resolve(relationship.part(), depth + 1).product();
    return new Resolved(resolve(relationship.whole(), depth + 1).product(), List.of(part));
  }

  private void read(
      Value vulnerability, int number, @Nullable String author, @Nullable Instant released)
      throws PolicyException {
    var ids = ids(vulnerability);
    if (ids.isEmpty()) {
      statements.remark(vulnerability.remark("a vulnerability without identifier is passed over"));
      return;
    }
    var flags = flags(vulnerability.get("flags"));
    var impacts = impacts(vulnerability.get("threats"));
    var status = vulnerability.get("product_status");
    for (var key : status.keys()) {
      var means = status(key);
      if (means == null) {
        continue;
      }
      for (var product : new LinkedHashSet<>(status.get(key).texts())) {
        var said =
            new Said(
                vulnerability,
                number,
                ids,
                means,
                flags.get(product),
                impacts.getOrDefault(product, impacts.get("")),
                author,
                released);
        var resolved = resolve(product, 0);
        statements.add(said, resolved.product(), resolved.parts());
      }
    }
  }

  private static List<String> ids(Value vulnerability) throws PolicyException {
    var ids = new LinkedHashSet<String>();
    var cve = vulnerability.get("cve").textOrNull();
    if (cve != null) {
      ids.add(cve);
    }
    for (var id : vulnerability.get("ids").items()) {
      ids.add(id.get("text").text());
    }
    return List.copyOf(ids);
  }

  private static @Nullable VexStatus status(String key) {
    return switch (key) {
      case "known_not_affected" -> VexStatus.NOT_AFFECTED;
      case "fixed", "first_fixed" -> VexStatus.FIXED;
      case "known_affected", "first_affected", "last_affected" -> VexStatus.AFFECTED;
      case "under_investigation" -> VexStatus.UNDER_INVESTIGATION;
      default -> null;
    };
  }

  private Map<String, Justification> flags(Value list) throws PolicyException {
    var flags = new LinkedHashMap<String, Justification>();
    for (var flag : list.items()) {
      var justification = statements.justification(flag.get("label"));
      if (justification != null) {
        for (var product : members(flag)) {
          flags.put(product, justification);
        }
      }
    }
    return flags;
  }

  /// What threats of category `impact` say, by product; of all products by the empty text.
  private Map<String, String> impacts(Value list) throws PolicyException {
    var impacts = new LinkedHashMap<String, String>();
    for (var threat : list.items()) {
      var details = threat.get("details").textOrNull();
      if (details != null && threat.get("category").textOrEmpty().equals("impact")) {
        var members = members(threat);
        for (var product : members.isEmpty() ? Set.of("") : members) {
          impacts.put(product, details);
        }
      }
    }
    return impacts;
  }

  private Set<String> members(Value of) throws PolicyException {
    var members = new HashSet<>(of.get("product_ids").texts());
    for (var group : of.get("group_ids").texts()) {
      var list = groups.getOrDefault(group, List.of());
      inGroups += list.size();
      if (inGroups > MOST_IN_GROUPS) {
        throw of.invalid("its groups name too many products", "Split the document in several");
      }
      members.addAll(list);
    }
    return members;
  }
}
