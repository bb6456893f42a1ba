package io.breakwater.insights.history;

import io.breakwater.accounts.access.Action;
import io.breakwater.advisor.Verdict;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.Digest;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.notifications.history.ImageChanges.State;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;

/// What happened to one image:
///
/// - `GET /api/v2/images/{image}/history?limit=&before=`, the newest first. Of a tag it is all that
///   happened to it, also while it named other images, and also when it is gone; of a digest what
///   happened to that image
/// - `GET /api/v2/images/{image}/changes?since=`, how it was then, how it is now, and which of its
///   issues came to be known since
public final class ImageHistoryRoutes implements RouteSource {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final EventHistory history;
  private final Content content;
  private final Verdicts verdicts;

  /// @param content what repositories serve: an image without a history is there or is not
  /// @param verdicts says how images are now
  public ImageHistoryRoutes(EventHistory history, Content content, Verdicts verdicts) {
    this.history = history;
    this.content = content;
    this.verdicts = verdicts;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var one = "/api/v2/images/{+image...}";
    routes.image("GET", one + "/history", Action.IMAGE_VULNERABILITIES, this::history);
    routes.image("GET", one + "/changes", Action.IMAGE_VULNERABILITIES, this::changes);
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

  private void changes(Request request, Response response, ImageCall call) throws Exception {
    var since = HistoryParameters.requiredSince(request);
    var subject = subject(call);
    var kept = history.since();
    var changes = history.changes(subject, since, now(subject));
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("since", since.toString());
          HistoryJson.time(json, "eventsSince", kept);
          json.writeBooleanProperty("complete", changes.complete());
          state(json, "from", changes.from());
          state(json, "to", changes.to());
          HistoryJson.issues(json, "appeared", changes.appeared().lines());
          HistoryJson.issues(json, "fixPublished", changes.fixPublished().lines());
          HistoryJson.issues(json, "exploited", changes.exploited().lines());
          json.writeObjectPropertyStart("counts");
          json.writeNumberProperty("appeared", changes.appeared().count());
          json.writeNumberProperty("fixPublished", changes.fixPublished().count());
          json.writeNumberProperty("exploited", changes.exploited().count());
          json.writeEndObject();
          json.writeNumberProperty("pushes", changes.pushes());
          json.writeEndObject();
        });
  }

  /// How it is now; empty where it is gone, or nothing is said of it.
  private Optional<State> now(EventHistory.Subject image) throws RegistryException, StoreException {
    Digest digest;
    try {
      digest =
          content
              .manifest(image.repository(), image.reference(), Content.Use.LOOK)
              .manifest()
              .digest();
    } catch (RegistryException e) {
      if (e.code() == ErrorCode.MANIFEST_UNKNOWN || e.code() == ErrorCode.NAME_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
    return verdicts
        .of(image.repository(), image.reference(), digest)
        .map(
            said ->
                new State(
                    Optional.of(digest),
                    said.verdict().status().name(),
                    said.verdict().status() == Verdict.Status.UNSCANNED
                        ? OptionalInt.empty()
                        : OptionalInt.of(said.counts().issues())));
  }

  private static void state(JsonGenerator json, String name, Optional<State> state) {
    if (state.isEmpty()) {
      json.writeNullProperty(name);
      return;
    }
    json.writeObjectPropertyStart(name);
    HistoryJson.text(json, "digest", state.get().digest().map(Digest::toString));
    json.writeStringProperty("status", state.get().status());
    if (state.get().issues().isPresent()) {
      json.writeNumberProperty("issues", state.get().issues().getAsInt());
    } else {
      json.writeNullProperty("issues");
    }
    json.writeEndObject();
  }
}
