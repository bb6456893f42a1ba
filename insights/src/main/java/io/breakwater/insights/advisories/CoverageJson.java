package io.breakwater.insights.advisories;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.releases.ReleaseFacts;
import io.breakwater.advisories.releases.Releases;
import io.breakwater.registry.portfolio.PortfolioView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Feeds, the releases that they cover, and updates of them, as JSON.
final class CoverageJson {
  private CoverageJson() {}

  /// How many images the numbers of images rest on.
  static void known(JsonGenerator json, PortfolioView.Known known) {
    json.writeObjectPropertyStart("known");
    json.writeNumberProperty("images", known.images());
    json.writeNumberProperty("listed", known.listed());
    json.writeNumberProperty("judged", known.judged());
    json.writeEndObject();
  }

  static void feed(JsonGenerator json, Advisories.Feed feed, Instant now) {
    json.writeStartObject();
    json.writeStringProperty("name", feed.name());
    var asOf = feed.asOf();
    if (asOf == null) {
      json.writeNullProperty("asOf");
      json.writeNullProperty("ageSeconds");
    } else {
      json.writeStringProperty("asOf", asOf.toString());
      json.writeNumberProperty("ageSeconds", Duration.between(asOf, now).toSeconds());
    }
    json.writeNumberProperty("records", feed.records());
    json.writeNumberProperty("refused", feed.refused());
    json.writeEndObject();
  }

  /// @param images how many, by release
  static void release(
      JsonGenerator json, Advisories.Coverage one, Map<String, Integer> images, Instant now) {
    json.writeStartObject();
    json.writeStringProperty("release", one.release());
    json.writeNumberProperty("rows", one.rows());
    json.writeBooleanProperty("fixesOnly", one.fixesOnly());
    support(json, Releases.byKey(one.release()), LocalDate.ofInstant(now, ZoneOffset.UTC));
    json.writeNumberProperty("images", images.getOrDefault(one.release(), 0));
    json.writeEndObject();
  }

  private static void support(JsonGenerator json, Optional<ReleaseFacts> facts, LocalDate today) {
    json.writeStringProperty("name", facts.map(ReleaseFacts::name).orElse(null));
    var end = facts.isEmpty() ? null : facts.get().endOfLife();
    json.writeStringProperty("endOfLife", end == null ? null : end.toString());
    if (facts.isPresent()) {
      json.writeBooleanProperty("ended", facts.get().endOfLifeOn(today));
    } else {
      json.writeNullProperty("ended");
    }
    json.writeArrayPropertyStart("extendedSupport");
    if (facts.isPresent()) {
      facts.get().extended().forEach(support -> extended(json, support));
    }
    json.writeEndArray();
  }

  private static void extended(JsonGenerator json, ReleaseFacts.ExtendedSupport support) {
    json.writeStartObject();
    json.writeStringProperty("name", support.name());
    json.writeStringProperty("provider", support.provider());
    json.writeStringProperty("until", support.until().toString());
    json.writeBooleanProperty("subscription", support.subscription());
    json.writeEndObject();
  }

  static void update(JsonGenerator json, AdvisoryUpdate update) {
    json.writeStartObject();
    json.writeStringProperty("time", update.time().toString());
    json.writeStringProperty("version", update.version());
    if (update.rows().isPresent()) {
      var rows = update.rows().get();
      json.writeNumberProperty("added", rows.added());
      json.writeNumberProperty("changed", rows.changed());
      json.writeNumberProperty("withdrawn", rows.withdrawn());
    } else {
      json.writeNullProperty("added");
      json.writeNullProperty("changed");
      json.writeNullProperty("withdrawn");
    }
    json.writeArrayPropertyStart("feeds");
    update.feeds().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }
}
