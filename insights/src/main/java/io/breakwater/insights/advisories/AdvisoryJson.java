package io.breakwater.insights.advisories;

import io.breakwater.advisories.Advisory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// What advisories say, as JSON.
public final class AdvisoryJson {
  private static final Set<String> DESCRIBERS = Set.of("debian", "ubuntu");

  private AdvisoryJson() {}

  /// What is common to the rows of an issue: `summary`, `knownExploited`, `aliases`.
  public static void summary(JsonGenerator json, List<Advisory> rows) {
    json.writeStringProperty("summary", best(rows).orElse(null));
    json.writeBooleanProperty("knownExploited", rows.stream().anyMatch(Advisory::knownExploited));
    json.writeArrayPropertyStart("aliases");
    rows.stream().flatMap(row -> row.aliases().stream()).distinct().forEach(json::writeString);
    json.writeEndArray();
  }

  /// Notices that speak of many issues say less of each than those who describe the issue.
  private static Optional<String> best(List<Advisory> rows) {
    return Stream.concat(
            rows.stream().filter(row -> DESCRIBERS.contains(row.feed())), rows.stream())
        .map(Advisory::summary)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /// One row.
  public static void row(JsonGenerator json, Advisory row) {
    json.writeStartObject();
    json.writeStringProperty("issue", row.cve());
    json.writeStringProperty("release", row.release());
    json.writeStringProperty("package", row.packageName());
    json.writeStringProperty("kind", word(row.kind()));
    json.writeStringProperty("state", word(row.state()));
    json.writeStringProperty("stateDetail", row.stateDetail());
    json.writeStringProperty("fixedVersion", row.fixedVersion());
    json.writeStringProperty("availability", word(row.availability()));
    json.writeStringProperty("severity", row.severity());
    json.writeArrayPropertyStart("notices");
    row.notices().forEach(notice -> json.writeString(notice.id()));
    json.writeEndArray();
    json.writeStringProperty("feed", row.feed());
    json.writeStringProperty("recordId", row.recordId());
    json.writeEndObject();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
