package io.breakwater.notifications.events;

import io.breakwater.notifications.json.JsonObject;
import tools.jackson.core.JsonGenerator;

/// Events in the JSON format of CloudEvents 1.0, structured mode: `application/cloudevents+json`
/// (CloudEvents JSON Event Format 1.0.2, section 3.2 "Envelope").
///
/// ```json
/// {"specversion":"1.0","id":"evt_…","source":"https://registry.example.com",
///  "type":"io.breakwater.issue.appeared","subject":"birds/robin@sha256:…",
///  "time":"2026-11-21T09:00:00Z","datacontenttype":"application/json","data":{…}}
/// ```
public final class CloudEvents {
  /// The media type of one event.
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private CloudEvents() {}

  /// One event as a document.
  public static String text(Event event, Links links) {
    return JsonObject.write(json -> write(json, event, links));
  }

  /// Writes one event.
  public static void write(JsonGenerator json, Event event, Links links) {
    json.writeStartObject();
    json.writeStringProperty("specversion", "1.0");
    json.writeStringProperty("source", links.base());
    attributes(json, event);
    json.writeStringProperty("datacontenttype", "application/json");
    json.writeName("data");
    EventData.write(json, event, links);
    json.writeEndObject();
  }

  /// What tells an event from others. `subject` must not be empty (CloudEvents 1.0, "subject").
  static void attributes(JsonGenerator json, Event event) {
    json.writeStringProperty("id", event.id());
    json.writeStringProperty("type", event.type().toString());
    json.writeStringProperty("time", event.time().toString());
    if (!event.subject().isEmpty()) {
      json.writeStringProperty("subject", event.subject());
    }
  }
}
