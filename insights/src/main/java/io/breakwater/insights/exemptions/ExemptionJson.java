package io.breakwater.insights.exemptions;

import io.breakwater.advisor.Justification;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.insights.exemptions.ExemptionEffects.Change;
import io.breakwater.insights.exemptions.ExemptionEffects.Effect;
import io.breakwater.insights.exemptions.ExemptionEffects.Known;
import io.breakwater.insights.exemptions.ExemptionEffects.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Exemptions, and what they do, as JSON.
final class ExemptionJson {
  private static final Effect NONE = new Effect(0, 0, new Known(0, 0, false));

  private ExemptionJson() {}

  /// `{"exemptions":[…]}`.
  static void list(JsonGenerator json, List<KeptExemption> found, Instant now) {
    json.writeStartObject();
    json.writeArrayPropertyStart("exemptions");
    found.forEach(one -> write(json, one, now));
    json.writeEndArray();
    json.writeEndObject();
  }

  /// The same with what each hides: nothing where it has expired, and `null` where there was no
  /// time to look.
  static void list(
      JsonGenerator json, List<KeptExemption> found, Instant now, Map<String, Effect> effects) {
    json.writeStartObject();
    json.writeArrayPropertyStart("exemptions");
    for (var one : found) {
      json.writeStartObject();
      members(json, one, now);
      effect(json, one.expired(now) ? NONE : effects.get(one.id()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void write(JsonGenerator json, KeptExemption one, Instant now) {
    json.writeStartObject();
    members(json, one, now);
    json.writeEndObject();
  }

  private static void members(JsonGenerator json, KeptExemption one, Instant now) {
    var terms = one.terms();
    json.writeStringProperty("id", one.id());
    json.writeStringProperty("scope", one.scope().toString());
    json.writeStringProperty("scopeType", one.scope().type());
    json.writeStringProperty("type", one.issue().type().word());
    json.writeStringProperty("issue", one.issue().id());
    json.writeStringProperty("author", terms.author());
    json.writeStringProperty("reason", terms.reason());
    json.writeStringProperty(
        "justification", terms.justification().map(Justification::word).orElse(null));
    json.writeStringProperty("created", one.created().toString());
    json.writeStringProperty("expires", terms.expires().map(Instant::toString).orElse(null));
    json.writeBooleanProperty("expired", one.expired(now));
    json.writeStringProperty("status", one.expired(now) ? "expired" : "active");
  }

  private static void effect(JsonGenerator json, @Nullable Effect effect) {
    if (effect == null) {
      json.writeNullProperty("hides");
      return;
    }
    json.writeObjectPropertyStart("hides");
    json.writeNumberProperty("images", effect.images());
    json.writeNumberProperty("findings", effect.findings());
    known(json, effect.known());
    json.writeEndObject();
  }

  private static void known(JsonGenerator json, Known known) {
    json.writeObjectPropertyStart("known");
    json.writeNumberProperty("images", known.images());
    json.writeNumberProperty("judged", known.judged());
    json.writeBooleanProperty("more", known.more());
    json.writeEndObject();
  }

  static void preview(JsonGenerator json, Preview preview) {
    json.writeStartObject();
    json.writeNumberProperty("images", preview.images());
    json.writeNumberProperty("hides", preview.hides());
    known(json, preview.known());
    json.writeArrayPropertyStart("changed");
    preview.changed().forEach(one -> change(json, one));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, Change change) {
    var image = change.image();
    json.writeStartObject();
    json.writeStringProperty("image", image.repository().toString());
    json.writeStringProperty("tag", image.tag().map(Object::toString).orElse(null));
    json.writeStringProperty("digest", image.digest().toString());
    json.writeStringProperty("before", change.before().name());
    json.writeStringProperty("after", change.after().name());
    json.writeNumberProperty("hides", change.hides());
    json.writeEndObject();
  }
}
