package io.breakwater.assessments;

import io.breakwater.exemptions.ExemptionScope;
import io.breakwater.exemptions.IssueType;
import io.breakwater.exemptions.KeptExemption;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Exemptions in the words of the Vulnerability Advisor API (`Exemption`, `ExemptionTypeInfo`).
final class ExemptionJson {
  private ExemptionJson() {}

  /// `[…]`.
  ///
  /// @param scopes whether each says its scope
  static void list(JsonGenerator json, List<KeptExemption> exemptions, boolean scopes) {
    json.writeStartArray();
    for (var one : exemptions) {
      exemption(json, one, scopes);
    }
    json.writeEndArray();
  }

  /// `{"account_id","issue_id","issue_type","scope":{"scope_type","namespace","repository",…}}`.
  static void exemption(JsonGenerator json, KeptExemption exemption, boolean scope) {
    json.writeStartObject();
    json.writeStringProperty("account_id", exemption.account().value());
    json.writeStringProperty("issue_id", exemption.issue().id());
    json.writeStringProperty("issue_type", exemption.issue().type().word());
    if (scope) {
      json.writeObjectPropertyStart("scope");
      scope(json, exemption.scope());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// A content is an `image`, too, with a `digest` in place of the `tag`: the original has no
  /// other word, and clients know those four.
  private static void scope(JsonGenerator json, ExemptionScope scope) {
    var parts = scope.parts();
    json.writeStringProperty(
        "scope_type", scope instanceof ExemptionScope.Content ? "image" : scope.type());
    text(json, "namespace", parts.namespace());
    text(json, "repository", parts.repository());
    text(json, "tag", parts.tag());
    text(json, "digest", parts.digest());
  }

  private static void text(JsonGenerator json, String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  /// `[{"display_name","identifier","translationKey","validation_regex"}]`.
  static void types(JsonGenerator json) {
    json.writeStartArray();
    for (var type : IssueType.values()) {
      json.writeStartObject();
      json.writeStringProperty("display_name", type.displayName());
      json.writeStringProperty("identifier", type.word());
      json.writeStringProperty("translationKey", type.translationKey());
      json.writeStringProperty("validation_regex", type.validation());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
