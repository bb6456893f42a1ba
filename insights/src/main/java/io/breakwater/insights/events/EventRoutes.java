package io.breakwater.insights.events;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.CloudEvents;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.events.Links;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/// The events of an account, for its Managers: `GET /api/v2/events?after=&limit=&type=&namespace=`.
///
/// As JSON a page, the oldest first: `{"events":[…],"next":"123"}`, where `after=123` asks for what
/// came behind it, now or later. A page may hold fewer events than it was asked for; it is the last
/// one where it says `"more":false`.
///
/// As `text/event-stream` what happens from now on, or behind `Last-Event-ID` or `after`
/// ([EventStream]). To so many listeners of a server at once.
public final class EventRoutes implements RouteSource {
  private static final int LISTENERS = 64;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final EventLog log;
  private final Links links;
  private final Semaphore listeners = new Semaphore(LISTENERS);

  public EventRoutes(EventLog log, Links links) {
    this.log = log;
    this.links = links;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.account("GET", "/api/v2/events", Action.EVENT_LIST, this::events);
  }

  /// How many listen now.
  public int listening() {
    return LISTENERS - listeners.availablePermits();
  }

  private void events(Request request, Response response, AccountCall call)
      throws Refusal, StoreException, IOException {
    var wanted = wanted(request);
    if (EventStream.wanted(request)) {
      listen(request, response, call, wanted);
    } else {
      page(request, response, call, wanted);
    }
  }

  private static Predicate<Event> wanted(Request request) throws Refusal {
    var type = EventParameters.given(request, "type");
    var namespace = EventParameters.given(request, "namespace");
    Optional<EventType> parsed = type.flatMap(EventType::parse);
    if (type.isPresent() && parsed.isEmpty()) {
      throw EventParameters.invalid("there is no type of events of that name; see the manual");
    }
    return event ->
        (parsed.isEmpty() || parsed.get() == event.type())
            && (namespace.isEmpty() || namespace.get().equals(event.namespace()));
  }

  private void page(Request request, Response response, AccountCall call, Predicate<Event> wanted)
      throws Refusal, StoreException, IOException {
    var page =
        log.page(call.account(), EventParameters.after(request), EventParameters.limit(request));
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("events");
          page.events().stream()
              .map(EventLog.Logged::event)
              .filter(wanted)
              .forEach(event -> CloudEvents.write(json, event, links));
          json.writeEndArray();
          json.writeStringProperty("next", Long.toString(page.next()));
          json.writeBooleanProperty("more", page.more());
          json.writeEndObject();
        });
  }

  private void listen(Request request, Response response, AccountCall call, Predicate<Event> wanted)
      throws Refusal, StoreException, IOException {
    var last = request.header("Last-Event-ID").filter(text -> !text.isBlank());
    var after = last.or(() -> EventParameters.given(request, "after"));
    var place =
        after.isPresent()
            ? EventParameters.place(after.get().strip(), "Last-Event-ID")
            : log.last();
    if (!listeners.tryAcquire()) {
      throw Refusal.of(
              503, "UNAVAILABLE", "too many listen to this server; ask for pages, or again later")
          .with("Retry-After", "30");
    }
    try {
      new EventStream(
              (behind, limit) -> page(call.account(), behind, limit, wanted), this::lines, LONGEST)
          .send(response, place);
    } finally {
      listeners.release();
    }
  }

  private EventLog.Page page(AccountId account, long after, int limit, Predicate<Event> wanted)
      throws StoreException {
    var page = log.page(account, after, limit);
    return new EventLog.Page(
        page.events().stream().filter(one -> wanted.test(one.event())).toList(),
        page.next(),
        page.more());
  }

  /// A CloudEvent whose `event` is its type.
  private String lines(EventLog.Logged logged) {
    var event = logged.event();
    return "event: " + event.type() + "\ndata: " + CloudEvents.text(event, links) + "\n";
  }
}
