package io.breakwater.insights.history;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.notifications.history.ChangeSummary;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.store.metadata.Metadata;
import tools.jackson.core.JsonGenerator;

/// What changed since a time, and why: `GET /api/v2/changes/summary?since=&namespace=`, of the
/// namespaces whose reports the caller may read.
public final class ChangeRoutes implements RouteSource {
  private final Metadata metadata;
  private final EventHistory history;

  public ChangeRoutes(Metadata metadata, EventHistory history) {
    this.metadata = metadata;
    this.history = history;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var action = Action.IMAGE_VULNERABILITIES;
    routes.namespaces("GET", "/api/v2/changes/summary", action, this::summary);
  }

  private void summary(Request request, Response response, NamespacesCall call) throws Exception {
    var since = HistoryParameters.requiredSince(request);
    var sight = HistoryParameters.sight(request, call);
    var kept = history.since();
    var summary = ChangeSummary.of(metadata, sight, since);
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("since", since.toString());
          HistoryJson.time(json, "eventsSince", kept);
          json.writeArrayPropertyStart("causes");
          summary.causes().forEach(one -> cause(json, one));
          json.writeEndArray();
          json.writeBooleanProperty("more", summary.more());
          json.writeNumberProperty("pushed", summary.pushed());
          json.writeNumberProperty("deleted", summary.deleted());
          json.writeEndObject();
        });
  }

  private static void cause(JsonGenerator json, ChangeSummary.OfCause one) {
    json.writeStartObject();
    json.writeStringProperty("kind", one.cause().kind());
    json.writeStringProperty("id", one.cause().id());
    json.writeStringProperty("time", one.time().toString());
    json.writeNumberProperty("images", one.images());
    json.writeNumberProperty("appeared", one.appeared());
    json.writeNumberProperty("fixPublished", one.fixPublished());
    json.writeNumberProperty("exploited", one.exploited());
    json.writeNumberProperty("verdicts", one.verdicts());
    HistoryJson.texts(json, "examples", one.examples());
    json.writeEndObject();
  }
}
