package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows and databases for the tests of this package.
final class Rows {
  private Rows() {}

  static Advisory fixed(String release, String name, String cve, String version) {
    return row(release, name, cve, State.FIXED, version, "low");
  }

  static Advisory row(
      String release,
      String name,
      String cve,
      State state,
      @Nullable String version,
      String severity) {
    return new Advisory(
        release,
        name,
        Advisory.Kind.SOURCE,
        cve,
        List.of(),
        List.of(),
        state,
        null,
        version,
        Advisory.Availability.PUBLIC,
        severity,
        List.of(),
        null,
        null,
        List.of("https://example.org/" + cve),
        "About " + cve + ".",
        false,
        Scope.ANY,
        "debian",
        name + "/" + cve);
  }

  static AdvisoryDatabase build(Path target, Advisory... rows) throws FeedException {
    return build(target, List.of(rows));
  }

  static AdvisoryDatabase build(Path target, List<Advisory> rows) throws FeedException {
    try (var builder = DatabaseBuilder.beside(target)) {
      var feed = builder.collector("debian");
      for (var row : rows) {
        feed.record();
        feed.row(row);
      }
      builder.take(feed, feed.describe(Instant.parse("2025-02-12T00:00:00Z"), "d1"));
      return builder.write(target);
    }
  }
}
