package io.breakwater.policy.vex;

import io.breakwater.advisor.VexStatus;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.vex.Statements.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads OpenVEX (specification 0.2.0; also 0.0.1, in which vulnerability and products are
/// texts).
///
/// A statement without products is about the subjects of the attestation that it came in. Time
/// and author of the document hold where a statement has none.
final class OpenVex {
  private final Statements statements;
  private final List<Meaning> subjects;

  /// @param subjects what an attestation is about, empty for a document by itself
  OpenVex(Statements statements, List<Meaning> subjects) {
    this.statements = statements;
    this.subjects = subjects;
  }

  void read(Value document) throws PolicyException {
    var author = document.get("author").textOrNull();
    var issued = document.get("timestamp").time(false);
    var list = document.get("statements");
    if (!list.present()) {
      throw list.expected("a list of statements");
    }
    var number = 0;
    for (var statement : list.items()) {
      read(statement, ++number, author, issued);
    }
  }

  private void read(Value statement, int number, @Nullable String author, @Nullable Instant issued)
      throws PolicyException {
    var ids = ids(statement.get("vulnerability"));
    var status = status(statement.get("status"));
    var stated = statement.get("timestamp").time(false);
    var said =
        new Said(
            statement,
            number,
            ids,
            status,
            statements.justification(statement.get("justification")),
            reason(statement, status),
            author,
            stated == null ? issued : stated);
    var common = parts(statement.get("subcomponents"));
    var products = statement.get("products").items();
    for (var product : products) {
      var parts = new ArrayList<>(common);
      if (product.isFields()) {
        parts.addAll(parts(product.get("subcomponents")));
      }
      statements.add(said, meaning(product), parts);
    }
    if (products.isEmpty()) {
      if (subjects.isEmpty()) {
        statements.remark(statement.remark(ids.getFirst() + ": the statement names no product"));
      }
      for (var subject : subjects) {
        statements.add(said, subject, common);
      }
    }
  }

  private static List<String> ids(Value vulnerability) throws PolicyException {
    if (!vulnerability.isFields()) {
      return List.of(vulnerability.text());
    }
    var ids = new LinkedHashSet<String>();
    var name = vulnerability.get("name").textOrNull();
    ids.add(name == null ? vulnerability.get("@id").text() : name);
    ids.addAll(vulnerability.get("aliases").texts());
    return List.copyOf(ids);
  }

  private static VexStatus status(Value value) throws PolicyException {
    for (var status : VexStatus.values()) {
      if (status.word().equals(value.textOrEmpty())) {
        return status;
      }
    }
    throw value.expected("not_affected, affected, fixed or under_investigation");
  }

  private static @Nullable String reason(Value statement, VexStatus status) throws PolicyException {
    var impact = statement.get("impact_statement").textOrNull();
    var action = statement.get("action_statement").textOrNull();
    var notes = statement.get("status_notes").textOrNull();
    var own = status == VexStatus.AFFECTED ? action : impact;
    return own == null ? notes : own;
  }

  private static List<Meaning> parts(Value list) throws PolicyException {
    var parts = new ArrayList<Meaning>();
    for (var part : list.items()) {
      parts.add(meaning(part));
    }
    return parts;
  }

  /// By its package URL, else by its IRI, else by the digest of its content.
  private static Meaning meaning(Value component) throws PolicyException {
    if (!component.isFields()) {
      return Meaning.of(component.text());
    }
    var url = component.get("identifiers").get("purl").textOrNull();
    if (url != null) {
      return Meaning.of(url);
    }
    var iri = component.get("@id").textOrEmpty();
    var byIri = Meaning.of(iri);
    var hash = component.get("hashes").get("sha-256").textOrNull();
    return byIri instanceof Meaning.OfOther && hash != null ? Meaning.of("sha256:" + hash) : byIri;
  }
}
