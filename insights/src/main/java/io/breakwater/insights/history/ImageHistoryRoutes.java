package io.breakwater.insights.history;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.names.Reference;
import io.breakwater.store.StoreException;

/// What happened to one image: `GET /api/v2/images/{image}/history?limit=&before=`, the newest
/// first. Of a tag it is all that happened to it, also while it named other images, and also when
/// it is gone; of a digest what happened to that image.
public final class ImageHistoryRoutes implements RouteSource {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final EventHistory history;
  private final Content content;

  /// @param content what repositories serve: an image without a history is there or is not
  public ImageHistoryRoutes(EventHistory history, Content content) {
    this.history = history;
    this.content = content;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var one = "/api/v2/images/{+image...}";
    routes.image("GET", one + "/history", Action.IMAGE_VULNERABILITIES, this::history);
  }

  /// The image that a route names.
  ///
  /// @throws RegistryException there is none, and there never was
  private EventHistory.Subject subject(ImageCall call) throws RegistryException, StoreException {
    var named = call.reference();
    var reference = named.isPresent() ? named.get() : Reference.parse("latest");
    var subject =
        new EventHistory.Subject(
            call.namespace().account(), call.repository(), reference, call.namespace().created());
    if (!history.any(subject)) {
      var _ = content.manifest(call.repository(), reference, Content.Use.LOOK);
    }
    return subject;
  }

  private void history(Request request, Response response, ImageCall call) throws Exception {
    var limit = HistoryParameters.number(request, "limit", USUAL, MOST);
    var before = HistoryParameters.place(request, "before").orElse(Long.MAX_VALUE);
    var past = history.about(subject(call), before, limit);
    var since = history.since();
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          HistoryJson.time(json, "eventsSince", since);
          json.writeArrayPropertyStart("events");
          past.events().forEach(one -> HistoryJson.event(json, one));
          json.writeEndArray();
          HistoryJson.text(json, "next", past.next().map(place -> Long.toString(place)));
          json.writeEndObject();
        });
  }
}
