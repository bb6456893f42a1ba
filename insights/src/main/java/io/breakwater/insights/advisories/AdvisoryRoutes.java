package io.breakwater.insights.advisories;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// The advisories in use, for all who have logged in: `GET /api/v2/advisories`, their version, the
/// feeds with their ages, the releases that they cover; `GET /api/v2/advisories/{issue}`, what they
/// say of one issue, in whatever package.
public final class AdvisoryRoutes implements RouteSource {
  private static final int MOST_ROWS = 2_000;

  private final CurrentAdvisories advisories;
  private final LookUps lookUps;
  private final InstantSource clock;

  public AdvisoryRoutes(CurrentAdvisories advisories, LookUps lookUps, InstantSource clock) {
    this.advisories = advisories;
    this.lookUps = lookUps;
    this.clock = clock;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.login("GET", "/api/v2/advisories", "", this::all);
    routes.login("GET", "/api/v2/advisories/{issue}", "", this::one);
  }

  private void all(Request request, Response response, Caller caller) throws IOException {
    var current = advisories.current();
    var releases = advisories.database().map(AdvisoryDatabase::releases).orElse(List.of());
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("version", current.version());
          json.writeArrayPropertyStart("feeds");
          for (var feed : current.feeds()) {
            json.writeStartObject();
            json.writeStringProperty("name", feed.name());
            var asOf = feed.asOf();
            if (asOf == null) {
              json.writeNullProperty("asOf");
              json.writeNullProperty("ageSeconds");
            } else {
              json.writeStringProperty("asOf", asOf.toString());
              json.writeNumberProperty(
                  "ageSeconds", Duration.between(asOf, clock.instant()).toSeconds());
            }
            json.writeNumberProperty("records", feed.records());
            json.writeNumberProperty("refused", feed.refused());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("releases");
          for (Advisories.Coverage one : releases) {
            json.writeStartObject();
            json.writeStringProperty("release", one.release());
            json.writeNumberProperty("rows", one.rows());
            json.writeBooleanProperty("fixesOnly", one.fixesOnly());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void one(Request request, Response response, Caller caller) throws Refusal, IOException {
    var issue = request.parameter("issue").toUpperCase(Locale.ROOT);
    var rows =
        lookUps.turn(
            () -> advisories.database().map(some -> some.findIssue(issue)).orElse(List.of()));
    if (rows.isEmpty()) {
      throw Refusal.of(
          404,
          "ISSUE_UNKNOWN",
          "the advisories say nothing of "
              + issue
              + "; issues go by their CVE, or by the"
              + " distribution's own identifier where there is none");
    }
    var version = advisories.current().version();
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("issue", issue);
          json.writeStringProperty("advisories", version);
          AdvisoryJson.summary(json, rows);
          json.writeArrayPropertyStart("rows");
          for (var row : rows.stream().limit(MOST_ROWS).toList()) {
            AdvisoryJson.row(json, row);
          }
          json.writeEndArray();
          json.writeNumberProperty("rowsInAll", rows.size());
          json.writeEndObject();
        });
  }
}
