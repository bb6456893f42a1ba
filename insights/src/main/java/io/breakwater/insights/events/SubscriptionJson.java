package io.breakwater.insights.events;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import io.breakwater.notifications.deliveries.DeadLetters;
import io.breakwater.notifications.json.JsonObject;
import io.breakwater.notifications.subscriptions.EventFilter;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.SubscriptionChange;
import io.breakwater.notifications.subscriptions.WebhookSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Subscriptions in requests and answers. Bodies have at most 64 KiB: a hundred patterns of each
/// kind.
final class SubscriptionJson {
  private static final int LIMIT = 64 * 1024;

  private SubscriptionJson() {}

  /// A subscription that somebody wants.
  record Wanted(String name, String kind, String target, EventFilter filter) {}

  static Wanted wanted(Request request) throws Refusal, IOException, HttpFailure {
    var body = body(request, Set.of("name", "kind", "target", "filter"));
    try {
      return new Wanted(
          body.text("name"),
          body.text("kind"),
          body.text("target"),
          filter(body).orElseGet(EventFilter::usual));
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  static SubscriptionChange change(Request request) throws Refusal, IOException, HttpFailure {
    var body = body(request, Set.of("target", "filter", "paused", "new_secret"));
    try {
      return new SubscriptionChange(
          body.has("target") ? Optional.of(body.text("target")) : Optional.empty(),
          filter(body),
          body.flag("paused"),
          body.flag("new_secret").orElse(false));
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  private static Optional<EventFilter> filter(JsonObject body) {
    return body.object("filter").map(EventFilter::read);
  }

  /// What is not understood is refused, so that nobody takes it for done. JSON is asked for: forms
  /// of other sites' pages cannot send that.
  private static JsonObject body(Request request, Set<String> names)
      throws Refusal, IOException, HttpFailure {
    var type = request.header("Content-Type").orElse("");
    if (!type.regionMatches(true, 0, "application/json", 0, 16)) {
      throw Refusal.of(415, "UNSUPPORTED", "send JSON: Content-Type application/json");
    }
    var bytes = request.body().readAll(LIMIT);
    try {
      var body = JsonObject.parse(new String(bytes, StandardCharsets.UTF_8));
      for (var name : body.names()) {
        if (!names.contains(name)) {
          throw new IllegalArgumentException(
              "the members are " + String.join(", ", names.stream().sorted().toList()));
        }
      }
      return body;
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  private static Refusal invalid(IllegalArgumentException e) {
    return Refusal.of(400, "SUBSCRIPTION_INVALID", String.valueOf(e.getMessage()));
  }

  /// Writes one.
  ///
  /// @param reveal whether its secret is shown, this once
  static void write(JsonGenerator json, Subscription one, boolean reveal) {
    json.writeStartObject();
    json.writeStringProperty("id", one.id());
    json.writeStringProperty("name", one.name());
    json.writeStringProperty("kind", one.target().kind());
    json.writeStringProperty("target", one.target().shown());
    json.writeName("filter");
    one.filter().write(json);
    json.writeStringProperty("created", one.created().toString());
    json.writeStringProperty("created_by", one.createdBy());
    json.writeBooleanProperty("paused", one.paused());
    if (reveal) {
      one.secret().map(WebhookSecret::reveal).ifPresent(text -> secret(json, text));
    }
    json.writeEndObject();
  }

  private static void secret(JsonGenerator json, String text) {
    json.writeStringProperty("secret", text);
  }

  static void write(JsonGenerator json, DeadLetters.Letter letter) {
    json.writeStartObject();
    json.writeStringProperty("event", Long.toString(letter.place()));
    json.writeStringProperty("id", letter.event().id());
    json.writeStringProperty("type", letter.event().type().toString());
    json.writeStringProperty("subject", letter.event().subject());
    json.writeStringProperty("time", letter.event().time().toString());
    json.writeNumberProperty("attempts", letter.attempts());
    json.writeStringProperty("since", letter.since().toString());
    json.writeStringProperty("error", letter.error());
    json.writeEndObject();
  }
}
