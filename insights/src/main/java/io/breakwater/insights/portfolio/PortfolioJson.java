package io.breakwater.insights.portfolio;

import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.registry.portfolio.PortfolioImage;
import io.breakwater.registry.portfolio.PortfolioIssue;
import io.breakwater.registry.portfolio.PortfolioView.Known;
import io.breakwater.reports.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Rows of lists, and what stands above them.
final class PortfolioJson {
  private PortfolioJson() {}

  static void known(JsonGenerator json, Known known) {
    json.writeObjectPropertyStart("known");
    json.writeNumberProperty("images", known.images());
    json.writeNumberProperty("listed", known.listed());
    json.writeNumberProperty("judged", known.judged());
    json.writeEndObject();
  }

  /// Each verdict there is, the best first.
  static void verdicts(JsonGenerator json, Map<Status, Integer> verdicts) {
    json.writeObjectPropertyStart("verdicts");
    for (var status : Status.values()) {
      json.writeNumberProperty(status.name(), verdicts.getOrDefault(status, 0));
    }
    json.writeEndObject();
  }

  /// Each severity there is, the worst first.
  static void severities(JsonGenerator json, Map<Severity, Integer> severities) {
    json.writeObjectPropertyStart("severities");
    for (var severity : List.of(Severity.values()).reversed()) {
      json.writeNumberProperty(severity.word(), severities.getOrDefault(severity, 0));
    }
    json.writeEndObject();
  }

  static void image(JsonGenerator json, PortfolioImage image) {
    json.writeStartObject();
    json.writeStringProperty("repository", image.repository());
    json.writeStringProperty("tag", image.tag());
    json.writeStringProperty("digest", image.digest().toString());
    json.writeStringProperty("kind", kind(image));
    json.writeObjectPropertyStart("verdict");
    json.writeStringProperty("status", image.status().name());
    json.writeStringProperty("message", Printable.wellFormed(image.message()));
    json.writeEndObject();
    json.writeBooleanProperty("stale", image.stale());
    counts(json, image);
    text(json, "release", image.release());
    json.writeArrayPropertyStart("platforms");
    image.platforms().forEach(platform -> json.writeString(Printable.wellFormed(platform)));
    json.writeEndArray();
    json.writeNumberProperty("size", image.size());
    time(json, "created", image.created());
    time(json, "pushed", Optional.of(image.pushed()));
    time(json, "scanned", image.scanned());
    json.writeEndObject();
  }

  static String kind(PortfolioImage image) {
    return image.index() ? "index" : "image";
  }

  private static void counts(JsonGenerator json, PortfolioImage image) {
    var counts = image.counts();
    json.writeObjectPropertyStart("counts");
    json.writeNumberProperty("critical", counts.critical());
    json.writeNumberProperty("high", counts.high());
    json.writeNumberProperty("medium", counts.medium());
    json.writeNumberProperty("low", counts.low());
    json.writeNumberProperty("negligible", counts.negligible());
    json.writeNumberProperty("unknown", counts.unknown());
    json.writeNumberProperty("issues", counts.issues());
    json.writeNumberProperty("configuration", counts.configuration());
    json.writeNumberProperty("exploited", counts.exploited());
    json.writeNumberProperty("fixable", counts.fixable());
    json.writeNumberProperty("exempt", counts.exempt());
    json.writeNumberProperty("unfixed", counts.unfixed());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) {
      json.writeStringProperty(name, Printable.wellFormed(text.get()));
    } else {
      json.writeNullProperty(name);
    }
  }

  private static void time(JsonGenerator json, String name, Optional<Instant> time) {
    text(json, name, time.map(Instant::toString));
  }

  /// Text of an image, as every JSON parser takes it.
  static String clean(String text) {
    return Printable.wellFormed(text);
  }

  static String type(boolean configuration) {
    return configuration ? "configuration" : "vulnerability";
  }

  static void issue(JsonGenerator json, PortfolioIssue issue) {
    json.writeStartObject();
    json.writeStringProperty("id", issue.id());
    json.writeStringProperty("type", type(issue.configuration()));
    json.writeStringProperty("severity", issue.severity().word());
    json.writeBooleanProperty("exploited", issue.exploited());
    json.writeNumberProperty("images", issue.images());
    json.writeNumberProperty("active", issue.active());
    json.writeNumberProperty("fixable", issue.fixable());
    json.writeArrayPropertyStart("packages");
    issue.packages().forEach(name -> json.writeString(Printable.wellFormed(name)));
    json.writeEndArray();
    json.writeEndObject();
  }
}
