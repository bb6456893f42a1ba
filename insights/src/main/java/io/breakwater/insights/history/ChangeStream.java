package io.breakwater.insights.history;

import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.insights.events.EventStream;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.notifications.history.Sight;
import io.breakwater.notifications.json.JsonObject;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What changes, as it comes: each event is the `data` of a message, whose `id` is its place.
///
/// A stream ends after two minutes: clients come again by themselves, and what they may see is
/// looked at anew.
final class ChangeStream {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final EventHistory history;
  private final Newest newest;
  private final Listeners listeners = new Listeners();

  ChangeStream(EventHistory history) {
    this.history = history;
    newest = new Newest(history);
  }

  int listening() {
    return listeners.count();
  }

  /// Sends what is behind `Last-Event-ID`, `after` or `since`, otherwise what comes from now on.
  void listen(Request request, Response response, NamespacesCall call, Sight sight)
      throws Refusal, StoreException, IOException {
    var place = place(request);
    var who = call.caller().owner();
    if (!listeners.enter(who)) {
      throw Refusal.of(
              503,
              "UNAVAILABLE",
              "too many listen to this server, or "
                  + Listeners.OF_ONE
                  + " of you already; ask for pages, or again later")
          .with("Retry-After", "30");
    }
    try {
      new EventStream((after, limit) -> behind(sight, after, limit), ChangeStream::lines, LONGEST)
          .send(response, place);
    } finally {
      listeners.leave(who);
    }
  }

  private long place(Request request) throws Refusal, StoreException {
    var last = request.header("Last-Event-ID").filter(text -> !text.isBlank());
    if (last.isPresent()) {
      return HistoryParameters.place(last.get().strip(), "Last-Event-ID");
    }
    var after = HistoryParameters.place(request, "after");
    if (after.isPresent()) {
      return after.get();
    }
    var since = HistoryParameters.since(request);
    return since.isPresent() ? history.behind(since.get()) : history.last();
  }

  private EventLog.Page behind(Sight sight, long after, int limit) throws StoreException {
    return newest.place() > after
        ? history.after(sight, after, limit)
        : new EventLog.Page(List.of(), after, false);
  }

  private static String lines(EventLog.Logged event) {
    return "data: " + JsonObject.write(json -> HistoryJson.event(json, event)) + "\n";
  }
}
