package io.breakwater.insights.history;

import io.breakwater.notifications.announcements.EventLog.Logged;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.IssueLine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Events as the history shows them.
///
/// ```json
/// {"id":"17","uid":"evt_…","time":"2026-11-21T09:00:00Z","type":"issue.appeared",
///  "cause":{"kind":"advisories","id":"b4f8…"},"repository":"birds/robin","tags":["1"],
///  "digest":"sha256:…","verdict":{"status":"FAIL","issues":2,"message":"…","before":"OK"},
///  "issueCount":1,"issues":[{"id":"CVE-2024-9143","severity":"high","in":"libcrypto3",
///  "installed":"3.1.7-r0","fixed":"3.1.7-r1","known_exploited":false}],"exemption":null}
/// ```
final class HistoryJson {
  private HistoryJson() {}

  static void event(JsonGenerator json, Logged logged) {
    var event = logged.event();
    json.writeStartObject();
    json.writeStringProperty("id", Long.toString(logged.place()));
    json.writeStringProperty("uid", event.id());
    json.writeStringProperty("time", event.time().toString());
    json.writeStringProperty("type", event.type().word());
    switch (event.details()) {
      case Details.OfImage image -> image(json, image);
      case Details.OfExemption exemption -> {
        cause(json, exemption.cause());
        imageless(json);
        exemption(json, exemption);
      }
      case Details.Several _, Details.OfTest _ -> {
        json.writeNullProperty("cause");
        imageless(json);
        json.writeNullProperty("exemption");
      }
    }
    json.writeEndObject();
  }

  static void cause(JsonGenerator json, Cause cause) {
    json.writeObjectPropertyStart("cause");
    json.writeStringProperty("kind", cause.kind());
    json.writeStringProperty("id", cause.id());
    json.writeEndObject();
  }

  private static void image(JsonGenerator json, Details.OfImage image) {
    cause(json, image.cause());
    json.writeStringProperty("repository", image.repository());
    texts(json, "tags", image.tags());
    json.writeStringProperty("digest", image.digest().toString());
    if (image.verdict().isPresent()) {
      verdict(json, image.verdict().get());
    } else {
      json.writeNullProperty("verdict");
    }
    json.writeNumberProperty("issueCount", image.issueCount());
    issues(json, "issues", image.issues());
    json.writeNullProperty("exemption");
  }

  private static void imageless(JsonGenerator json) {
    json.writeNullProperty("repository");
    texts(json, "tags", List.of());
    json.writeNullProperty("digest");
    json.writeNullProperty("verdict");
    json.writeNumberProperty("issueCount", 0);
    issues(json, "issues", List.of());
  }

  private static void verdict(JsonGenerator json, Details.Judged verdict) {
    json.writeObjectPropertyStart("verdict");
    json.writeStringProperty("status", verdict.status());
    json.writeNumberProperty("issues", verdict.issues());
    json.writeStringProperty("message", verdict.message());
    text(json, "before", Optional.of(verdict.before()).filter(status -> !status.isEmpty()));
    json.writeEndObject();
  }

  private static void exemption(JsonGenerator json, Details.OfExemption exemption) {
    json.writeObjectPropertyStart("exemption");
    json.writeStringProperty("scope", exemption.scope());
    json.writeStringProperty("type", exemption.issueType());
    json.writeStringProperty("issue", exemption.issueId());
    json.writeStringProperty("author", exemption.author());
    json.writeStringProperty("reason", exemption.reason());
    time(json, "expires", exemption.expires());
    json.writeEndObject();
  }

  static void issues(JsonGenerator json, String name, Collection<IssueLine> issues) {
    json.writeArrayPropertyStart(name);
    for (var issue : issues) {
      json.writeStartObject();
      json.writeStringProperty("id", issue.id());
      json.writeStringProperty("severity", issue.severity().word());
      json.writeStringProperty("in", issue.what());
      json.writeStringProperty("installed", issue.installed());
      json.writeStringProperty("fixed", issue.fixed());
      json.writeBooleanProperty("known_exploited", issue.knownExploited());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void texts(JsonGenerator json, String name, Collection<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  static void time(JsonGenerator json, String name, Optional<Instant> time) {
    text(json, name, time.map(Instant::toString));
  }

  static void text(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) {
      json.writeStringProperty(name, text.get());
    } else {
      json.writeNullProperty(name);
    }
  }
}
