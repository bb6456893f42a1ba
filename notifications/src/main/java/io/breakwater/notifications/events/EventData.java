package io.breakwater.notifications.events;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Severity;
import io.breakwater.image.Digest;
import io.breakwater.notifications.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The member `data` of an event: written, and read back from the log.
public final class EventData {
  private EventData() {}

  /// Without addresses, which may be others when somebody reads it.
  public static String stored(Details details) {
    return JsonObject.write(
        json -> {
          json.writeStartObject();
          members(json, details, Optional.empty());
          json.writeEndObject();
        });
  }

  /// As it is sent.
  static void write(JsonGenerator json, Event event, Links links) {
    json.writeStartObject();
    json.writeStringProperty("account", event.account().value());
    members(json, event.details(), Optional.of(links));
    json.writeStringProperty("link", links.of(event));
    json.writeEndObject();
  }

  private static void members(JsonGenerator json, Details details, Optional<Links> links) {
    switch (details) {
      case Details.OfImage image -> image(json, image, links);
      case Details.OfExemption exemption -> exemption(json, exemption);
      case Details.Several several -> several(json, several, links);
      case Details.OfTest test -> json.writeStringProperty("subscription", test.subscription());
    }
  }

  private static void cause(JsonGenerator json, Cause cause) {
    json.writeObjectPropertyStart("cause");
    json.writeStringProperty("kind", cause.kind());
    json.writeStringProperty("id", cause.id());
    json.writeEndObject();
  }

  private static void image(JsonGenerator json, Details.OfImage image, Optional<Links> links) {
    cause(json, image.cause());
    json.writeObjectPropertyStart("image");
    if (links.isPresent()) {
      json.writeStringProperty("name", links.get().name(image));
    }
    json.writeStringProperty("repository", image.repository());
    json.writeStringProperty("digest", image.digest().toString());
    texts(json, "tags", image.tags());
    json.writeEndObject();
    image.verdict().ifPresent(verdict -> verdict(json, verdict));
    if (image.issueCount() > 0) {
      json.writeNumberProperty("issue_count", image.issueCount());
      json.writeArrayPropertyStart("issues");
      image.issues().forEach(issue -> issue(json, issue));
      json.writeEndArray();
    }
    json.writeObjectPropertyStart("fix");
    texts(json, "commands", image.fix());
    json.writeEndObject();
  }

  private static void verdict(JsonGenerator json, Details.Judged verdict) {
    json.writeObjectPropertyStart("verdict");
    json.writeStringProperty("status", verdict.status());
    json.writeNumberProperty("issues", verdict.issues());
    json.writeStringProperty("message", verdict.message());
    if (!verdict.before().isEmpty()) {
      json.writeStringProperty("before", verdict.before());
    }
    json.writeEndObject();
  }

  private static void issue(JsonGenerator json, IssueLine issue) {
    json.writeStartObject();
    json.writeStringProperty("id", issue.id());
    json.writeStringProperty("severity", issue.severity().word());
    json.writeStringProperty("in", issue.what());
    json.writeStringProperty("installed", issue.installed());
    json.writeStringProperty("fixed", issue.fixed());
    json.writeBooleanProperty("known_exploited", issue.knownExploited());
    json.writeEndObject();
  }

  private static void exemption(JsonGenerator json, Details.OfExemption exemption) {
    cause(json, exemption.cause());
    json.writeObjectPropertyStart("exemption");
    json.writeStringProperty("scope", exemption.scope());
    json.writeStringProperty("issue_type", exemption.issueType());
    json.writeStringProperty("issue_id", exemption.issueId());
    json.writeStringProperty("author", exemption.author());
    json.writeStringProperty("reason", exemption.reason());
    if (exemption.expires().isPresent()) {
      json.writeStringProperty("expires", exemption.expires().get().toString());
    }
    json.writeEndObject();
  }

  private static void several(JsonGenerator json, Details.Several several, Optional<Links> links) {
    json.writeNumberProperty("count", several.count());
    json.writeNumberProperty("images", several.images());
    json.writeStringProperty("place", several.place());
    json.writeObjectPropertyStart("types");
    for (var type : EventType.values()) {
      if (several.counts().containsKey(type)) {
        json.writeNumberProperty(type.toString(), several.counts().getOrDefault(type, 0));
      }
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("first");
    for (var event : several.first()) {
      json.writeStartObject();
      CloudEvents.attributes(json, event);
      json.writeObjectPropertyStart("data");
      json.writeStringProperty("account", event.account().value());
      members(json, event.details(), links);
      if (links.isPresent()) {
        json.writeStringProperty("link", links.get().of(event));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, Collection<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  /// Reads what [#stored] wrote.
  ///
  /// @throws IllegalArgumentException it is something else
  public static Details read(EventType type, String data) {
    return read(type, JsonObject.parse(data));
  }

  private static Details read(EventType type, JsonObject data) {
    return switch (type) {
      case IMAGE_PUSHED,
          IMAGE_DELETED,
          VERDICT_CHANGED,
          ISSUE_APPEARED,
          FIX_PUBLISHED,
          KNOWN_EXPLOITED ->
          image(data);
      case EXEMPTION_ADDED, EXEMPTION_REMOVED, EXEMPTION_EXPIRED -> exemption(data);
      case NOTICE -> several(data);
      case TEST -> new Details.OfTest(data.text("subscription"));
    };
  }

  private static JsonObject required(JsonObject data, String name) {
    return data.object(name)
        .orElseThrow(() -> new IllegalArgumentException("an event without " + name));
  }

  private static Cause cause(JsonObject data) {
    var cause = required(data, "cause");
    return new Cause(cause.text("kind"), cause.text("id"));
  }

  private static Details.OfImage image(JsonObject data) {
    var image = required(data, "image");
    return new Details.OfImage(
        cause(data),
        image.text("repository"),
        Digest.parse(image.text("digest")),
        image.texts("tags"),
        data.object("verdict").map(EventData::verdict),
        data.objects("issues").stream().map(EventData::issue).toList(),
        Math.toIntExact(data.number("issue_count")),
        data.object("fix").map(fix -> fix.texts("commands")).orElse(List.of()));
  }

  private static Details.Judged verdict(JsonObject verdict) {
    return new Details.Judged(
        verdict.text("status"),
        Math.toIntExact(verdict.number("issues")),
        verdict.text("message"),
        verdict.text("before"));
  }

  private static IssueLine issue(JsonObject issue) {
    return new IssueLine(
        issue.text("id"),
        Severity.parse(issue.text("severity")).orElse(Severity.UNKNOWN),
        issue.text("in"),
        issue.text("installed"),
        issue.text("fixed"),
        issue.flag("known_exploited").orElse(false));
  }

  private static Details.OfExemption exemption(JsonObject data) {
    var exemption = required(data, "exemption");
    return new Details.OfExemption(
        cause(data),
        exemption.text("scope"),
        exemption.text("issue_type"),
        exemption.text("issue_id"),
        exemption.text("author"),
        exemption.text("reason"),
        Optional.of(exemption.text("expires")).filter(at -> !at.isEmpty()).map(Instant::parse));
  }

  private static Details.Several several(JsonObject data) {
    var counts = new EnumMap<EventType, Integer>(EventType.class);
    var types = required(data, "types");
    for (var name : types.names()) {
      EventType.parse(name)
          .ifPresent(type -> counts.put(type, Math.toIntExact(types.number(name))));
    }
    var first = new ArrayList<Event>();
    for (var each : data.objects("first")) {
      var type = EventType.parse(each.text("type"));
      if (type.isPresent()) {
        var inner = required(each, "data");
        first.add(
            Event.of(
                each.text("id"),
                type.get(),
                Instant.parse(each.text("time")),
                AccountId.parse(inner.text("account")),
                read(type.get(), inner)));
      }
    }
    return new Details.Several(
        counts, Math.toIntExact(data.number("images")), first, data.text("place"));
  }
}
