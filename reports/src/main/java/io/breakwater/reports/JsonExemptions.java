package io.breakwater.reports;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ExemptionUse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The exemptions of a JSON report: those of an issue, and what became of each of the policy's.
final class JsonExemptions {
  private JsonExemptions() {}

  /// Those that apply to one issue.
  static void list(Json json, List<Exemption> exemptions) {
    json.array("exemptions");
    for (var exemption : exemptions) {
      json.object();
      fields(json, exemption);
      json.endObject();
    }
    json.endArray();
  }

  /// What became of each, in the policy's order.
  static void uses(Json json, List<ExemptionUse> uses) {
    json.array("exemptions");
    for (var use : uses) {
      json.object();
      fields(json, use.exemption());
      json.text("use", use.use().word());
      json.number("issues", use.issues());
      json.endObject();
    }
    json.endArray();
  }

  private static void fields(Json json, Exemption exemption) {
    var justification = exemption.justification();
    var vex = exemption.vex();
    var place = exemption.place();
    json.text("type", exemption.type().word());
    json.text("id", exemption.id());
    json.array("scopes");
    exemption.scopes().forEach(scope -> json.element(scope.toString()));
    json.endArray();
    json.text("author", exemption.author());
    json.text("reason", exemption.reason());
    json.text("justification", justification == null ? null : justification.word());
    json.text("vexStatus", vex == null ? null : vex.word());
    json.text("created", time(exemption.created()));
    json.text("expires", time(exemption.expires()));
    json.flag("untilFixed", exemption.untilFixed());
    json.text("place", place == null ? null : place.toString());
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
