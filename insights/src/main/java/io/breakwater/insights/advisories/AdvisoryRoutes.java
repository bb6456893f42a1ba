package io.breakwater.insights.advisories;

import io.breakwater.accounts.access.Action;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.portfolio.Portfolio;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The advisories in use, for all who have logged in.
///
/// `GET /api/v2/advisories`: their version, the feeds with their ages, the releases that they
/// cover with the ends of their support, and what the last updates changed; of each release how
/// many images there are in the namespaces that the caller may list, as far as they were judged.
/// `GET /api/v2/advisories/{issue}`: what they say of one issue, in whatever package.
public final class AdvisoryRoutes implements RouteSource {
  /// The C library has some 2,700 rows of one issue, by package, release and product.
  private static final int MOST_ROWS = 20_000;

  private final CurrentAdvisories advisories;
  private final LookUps lookUps;
  private final AdvisoryUpdates updates;
  private final Portfolio portfolio;
  private final InstantSource clock;

  /// @param portfolio knows the releases of images
  public AdvisoryRoutes(
      CurrentAdvisories advisories,
      LookUps lookUps,
      AdvisoryUpdates updates,
      Portfolio portfolio,
      InstantSource clock) {
    this.advisories = advisories;
    this.lookUps = lookUps;
    this.updates = updates;
    this.portfolio = portfolio;
    this.clock = clock;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.seeing("GET", "/api/v2/advisories", Action.IMAGE_VULNERABILITIES, this::all);
    routes.login("GET", "/api/v2/advisories/{issue}", "", this::one);
  }

  private void all(Request request, Response response, NamespacesCall call)
      throws StoreException, IOException {
    var current = advisories.current();
    var releases = advisories.database().map(AdvisoryDatabase::releases).orElse(List.of());
    var taken = updates.last();
    var namespaces =
        call.namespaces().stream().map(NamespaceState::name).collect(Collectors.toSet());
    var view = portfolio.view();
    var known = view.known(namespaces);
    var counted = view.releases(namespaces);
    var now = clock.instant();
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("version", current.version());
          CoverageJson.known(json, known);
          json.writeArrayPropertyStart("feeds");
          current.feeds().forEach(feed -> CoverageJson.feed(json, feed, now));
          json.writeEndArray();
          json.writeArrayPropertyStart("releases");
          releases.forEach(one -> CoverageJson.release(json, one, counted, now));
          json.writeEndArray();
          json.writeArrayPropertyStart("updates");
          taken.forEach(one -> CoverageJson.update(json, one));
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
