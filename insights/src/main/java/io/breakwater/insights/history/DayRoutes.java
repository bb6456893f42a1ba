package io.breakwater.insights.history;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Resource;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.notifications.history.DailyCounts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// What images were like, day by day: `GET /api/v2/overview/history?days=&namespace=`, the oldest
/// day first. Days on which nobody counted are not there. An issue of several namespaces counts
/// once for who may see all of the account (`distinct`), and once in each for others.
public final class DayRoutes implements RouteSource {
  private static final int USUAL = 90;
  private static final Action ACTION = Action.IMAGE_VULNERABILITIES;

  private final DailyCounts counts;

  public DayRoutes(DailyCounts counts) {
    this.counts = counts;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.namespaces("GET", "/api/v2/overview/history", ACTION, this::days);
  }

  private void days(Request request, Response response, NamespacesCall call) throws Exception {
    var days = HistoryParameters.number(request, "days", USUAL, DailyCounts.KEPT);
    var seen = HistoryParameters.sight(request, call).namespaces().keySet();
    var whole =
        HistoryParameters.given(request, "namespace").isEmpty()
            && call.caller().may(ACTION, new Resource.Account(call.account()));
    var rows = counts.days(call.account(), whole ? Set.of("") : seen, days);
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("distinct", whole || seen.size() <= 1);
          json.writeArrayPropertyStart("days");
          for (var row : rows) {
            json.writeStartObject();
            json.writeStringProperty("day", row.day().toString());
            json.writeNumberProperty("images", row.images());
            numbers(json, "verdicts", row.verdicts());
            numbers(json, "severities", row.severities());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void numbers(JsonGenerator json, String name, Map<String, Long> numbers) {
    json.writeObjectPropertyStart(name);
    new TreeMap<>(numbers).forEach(json::writeNumberProperty);
    json.writeEndObject();
  }
}
