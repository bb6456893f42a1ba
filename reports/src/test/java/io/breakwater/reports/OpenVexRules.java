package io.breakwater.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the OpenVEX specification 0.2.0 wants of a document ("Data Structures"), and its JSON
/// schema where that is stricter; no package of a registry carries that schema.
final class OpenVexRules {
  private static final Set<String> DOCUMENT =
      Set.of("@context", "@id", "author", "timestamp", "version", "tooling", "statements");
  private static final Set<String> STATEMENT =
      Set.of(
          "vulnerability",
          "products",
          "status",
          "status_notes",
          "justification",
          "impact_statement",
          "action_statement");
  private static final Set<String> STATUS =
      Set.of("not_affected", "affected", "fixed", "under_investigation");
  private static final Set<String> JUSTIFICATION =
      Set.of(
          "component_not_present",
          "vulnerable_code_not_present",
          "vulnerable_code_not_in_execute_path",
          "vulnerable_code_cannot_be_controlled_by_adversary",
          "inline_mitigations_already_exist");

  private final List<String> objections = new ArrayList<>();

  private OpenVexRules() {}

  static List<String> objections(JsonNode document) {
    var rules = new OpenVexRules();
    rules.document(document);
    return rules.objections;
  }

  private void document(JsonNode document) {
    fields(document, DOCUMENT, Set.of("@context", "@id", "author", "timestamp", "statements"));
    unless(
        document.path("@context").asText().equals("https://openvex.dev/ns/v0.2.0"), "the context");
    identifier(document.path("@id"));
    unless(!document.path("author").asText().isBlank(), "an author");
    time(document.path("timestamp"));
    unless(document.path("version").isInt() && document.path("version").asInt() > 0, "a version");
    unless(document.path("statements").isArray(), "a list of statements");
    distinct(document.path("statements"));
    document.path("statements").forEach(this::statement);
  }

  private void statement(JsonNode statement) {
    fields(statement, STATEMENT, Set.of("vulnerability", "products", "status"));
    var vulnerability = statement.path("vulnerability");
    fields(vulnerability, Set.of("name", "description", "aliases"), Set.of("name"));
    distinct(vulnerability.path("aliases"));
    unless(!statement.path("products").isEmpty(), "a product");
    distinct(statement.path("products"));
    for (var product : statement.path("products")) {
      fields(product, Set.of("@id", "hashes", "subcomponents"), Set.of("@id"));
      identifier(product.path("@id"));
      distinct(product.path("subcomponents"));
      for (var part : product.path("subcomponents")) {
        fields(part, Set.of("@id"), Set.of("@id"));
        identifier(part.path("@id"));
      }
      product.path("hashes").fieldNames().forEachRemaining(this::hash);
    }
    var status = statement.path("status").asText();
    unless(STATUS.contains(status), "a status: " + status);
    var justified = statement.has("justification");
    unless(
        !justified || JUSTIFICATION.contains(statement.path("justification").asText()),
        "a justification");
    var notAffected = status.equals("not_affected");
    unless(
        notAffected
            ? justified != statement.has("impact_statement")
            : !justified && !statement.has("impact_statement"),
        "one of justification and impact_statement with not_affected only");
    unless(
        status.equals("affected") == !statement.path("action_statement").asText().isBlank(),
        "an action statement with affected only");
  }

  private void hash(String algorithm) {
    unless(algorithm.equals("sha-256") || algorithm.equals("sha-512"), "a hash: " + algorithm);
  }

  private void fields(JsonNode node, Set<String> known, Set<String> required) {
    var names = new HashSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    unless(known.containsAll(names), "no field but " + known + " of " + names);
    unless(names.containsAll(required), required + " among " + names);
  }

  private void distinct(JsonNode list) {
    var seen = new HashSet<JsonNode>();
    list.forEach(one -> unless(seen.add(one), "each once: " + one));
  }

  private void identifier(JsonNode node) {
    try {
      unless(new URI(node.asText()).isAbsolute(), "an absolute IRI: " + node);
    } catch (URISyntaxException e) {
      objections.add("an IRI: " + node + ": " + e.getMessage());
    }
  }

  private void time(JsonNode node) {
    try {
      Instant.parse(node.asText());
    } catch (DateTimeParseException e) {
      objections.add("a time: " + node);
    }
  }

  private void unless(boolean kept, String wanted) {
    if (!kept) {
      objections.add("wanted " + wanted);
    }
  }
}
