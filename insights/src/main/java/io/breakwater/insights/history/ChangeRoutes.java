package io.breakwater.insights.history;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.insights.events.EventStream;
import io.breakwater.notifications.history.ChangeSummary;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.store.metadata.Metadata;
import tools.jackson.core.JsonGenerator;

/// What changed, of the namespaces whose reports the caller may read:
///
/// - `GET /api/v2/changes?since=&after=&namespace=&limit=`, the events, the oldest first; with
///   `Accept: text/event-stream` as they come ([ChangeStream]). A page may hold fewer events than
///   it was asked for; it is the last one for now where it says `"more":false`
/// - `GET /api/v2/changes/summary?since=&namespace=`, what caused how much
public final class ChangeRoutes implements RouteSource {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private final Metadata metadata;
  private final EventHistory history;
  private final ChangeStream stream;

  public ChangeRoutes(Metadata metadata, EventHistory history) {
    this.metadata = metadata;
    this.history = history;
    stream = new ChangeStream(history);
  }

  /// How many listen now.
  public int listening() {
    return stream.listening();
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var action = Action.IMAGE_VULNERABILITIES;
    routes.namespaces("GET", "/api/v2/changes", action, this::changes);
    routes.namespaces("GET", "/api/v2/changes/summary", action, this::summary);
  }

  private void changes(Request request, Response response, NamespacesCall call) throws Exception {
    var sight = HistoryParameters.sight(request, call);
    if (EventStream.wanted(request)) {
      stream.listen(request, response, call, sight);
      return;
    }
    var limit = HistoryParameters.number(request, "limit", USUAL, MOST);
    var since = HistoryParameters.since(request);
    var after = HistoryParameters.place(request, "after");
    var place =
        after.isPresent() ? after.get() : since.isPresent() ? history.behind(since.get()) : 0;
    var kept = history.since();
    var page = history.after(sight, place, limit);
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          HistoryJson.time(json, "eventsSince", kept);
          json.writeArrayPropertyStart("events");
          page.events().stream()
              .filter(one -> since.isEmpty() || !one.event().time().isBefore(since.get()))
              .forEach(one -> HistoryJson.event(json, one));
          json.writeEndArray();
          json.writeStringProperty("next", Long.toString(page.next()));
          json.writeBooleanProperty("more", page.more());
          json.writeEndObject();
        });
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
