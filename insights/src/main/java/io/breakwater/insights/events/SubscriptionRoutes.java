package io.breakwater.insights.events;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.notifications.deliveries.DeadLetters;
import io.breakwater.notifications.deliveries.Deliveries;
import io.breakwater.notifications.deliveries.Sent;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.SubscriptionException;
import io.breakwater.notifications.subscriptions.Subscriptions;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/// Who is told of which events, for Managers of the account.
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v2/subscriptions` | `{"subscriptions":[subscription]}` |
/// | `POST /api/v2/subscriptions` | `{"name","kind","target","filter"}` → 201, its `secret` |
/// | `GET /api/v2/subscriptions/{id}` | subscription |
/// | `PATCH /api/v2/subscriptions/{id}` | `{"target","filter","paused","new_secret"}` → the same |
/// | `DELETE /api/v2/subscriptions/{id}` | 204 |
/// | `POST /api/v2/subscriptions/{id}/test` | `{"taken","answer"}` |
/// | `GET /api/v2/subscriptions/{id}/dead-letters?after=&limit=` | `{"dead_letters":[…],"next"}` |
/// | `POST /api/v2/subscriptions/{id}/dead-letters/{event}/retry` | 202 |
public final class SubscriptionRoutes implements RouteSource {
  private static final String ALL = "/api/v2/subscriptions";
  private static final String ONE = ALL + "/{id}";
  private static final int TESTS = 4;

  private final Subscriptions subscriptions;
  private final Deliveries deliveries;
  private final DeadLetters dead;
  private final InstantSource clock;
  private final Semaphore tests = new Semaphore(TESTS);

  public SubscriptionRoutes(
      Subscriptions subscriptions, Deliveries deliveries, DeadLetters dead, InstantSource clock) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.dead = dead;
    this.clock = clock;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var list = Action.SUBSCRIPTION_LIST;
    var manage = Action.SUBSCRIPTION_MANAGE;
    routes.account("GET", ALL, list, this::list);
    routes.account("GET", ONE, list, this::show);
    routes.account("GET", ONE + "/dead-letters", list, this::letters);
    routes.account(
        "POST", ALL, manage, (request, response, call) -> create(request, response, call, audit));
    routes.account(
        "PATCH", ONE, manage, (request, response, call) -> change(request, response, call, audit));
    routes.account(
        "DELETE", ONE, manage, (request, response, call) -> delete(request, response, call, audit));
    routes.account(
        "POST",
        ONE + "/test",
        manage,
        (request, response, call) -> test(request, response, call, audit));
    routes.account(
        "POST",
        ONE + "/dead-letters/{event}/retry",
        manage,
        (request, response, call) -> retry(request, response, call, audit));
  }

  private interface Work<T> {
    T run() throws SubscriptionException, StoreException;
  }

  /// What is refused within something that is remembered.
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SubscriptionException why;

    Refused(SubscriptionException why) {
      super(why.getMessage(), why);
      this.why = why;
    }
  }

  private static <T> T done(
      Request request, AccountCall call, Audit audit, String verb, String resource, Work<T> work)
      throws Refusal, RegistryException, StoreException {
    try {
      return audit.done(
          request,
          call.caller(),
          AuditAction.parse("container-registry.subscription." + verb),
          "subscription " + resource,
          () -> {
            try {
              return work.run();
            } catch (SubscriptionException e) {
              throw new Refused(e);
            }
          });
    } catch (Refused e) {
      throw refusal(e.why);
    }
  }

  static Refusal refusal(SubscriptionException e) {
    var told = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case INVALID -> Refusal.of(400, "SUBSCRIPTION_INVALID", told);
      case UNKNOWN -> Refusal.of(404, "SUBSCRIPTION_UNKNOWN", told);
      case CONFLICT -> Refusal.of(409, "SUBSCRIPTION_CONFLICT", told);
    };
  }

  private Subscription found(Request request, AccountCall call) throws Refusal, StoreException {
    try {
      return subscriptions.find(call.account(), request.parameter("id"));
    } catch (SubscriptionException e) {
      throw refusal(e);
    }
  }

  private void list(Request request, Response response, AccountCall call)
      throws StoreException, IOException {
    var all = subscriptions.list(call.account());
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("subscriptions");
          all.forEach(one -> SubscriptionJson.write(json, one, false));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void show(Request request, Response response, AccountCall call)
      throws Refusal, StoreException, IOException {
    var one = found(request, call);
    response.json(json -> SubscriptionJson.write(json, one, false));
  }

  private void create(Request request, Response response, AccountCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException, HttpFailure {
    var wanted = SubscriptionJson.wanted(request);
    var made =
        done(
            request,
            call,
            audit,
            "create",
            wanted.name(),
            () ->
                subscriptions.create(
                    call.account(),
                    wanted.name(),
                    wanted.kind(),
                    wanted.target(),
                    wanted.filter(),
                    call.caller().display()));
    response
        .status(201)
        .header("Cache-Control", "no-store")
        .header("Location", ALL + "/" + made.id());
    response.json(json -> SubscriptionJson.write(json, made, true));
  }

  private void change(Request request, Response response, AccountCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException, HttpFailure {
    var one = found(request, call);
    var change = SubscriptionJson.change(request);
    var changed =
        done(
            request,
            call,
            audit,
            "update",
            one.name(),
            () -> subscriptions.change(call.account(), one.id(), change));
    response.header("Cache-Control", "no-store");
    response.json(json -> SubscriptionJson.write(json, changed, change.newSecret()));
  }

  private void delete(Request request, Response response, AccountCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException {
    var one = found(request, call);
    done(
        request,
        call,
        audit,
        "delete",
        one.name(),
        () -> {
          subscriptions.delete(call.account(), one.id());
          return true;
        });
    response.status(204).send();
  }

  /// Whatever is answered, it was asked: 200.
  private void test(Request request, Response response, AccountCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException, InterruptedException {
    var one = found(request, call);
    if (!tests.tryAcquire()) {
      throw Refusal.of(429, "TOOMANYREQUESTS", "other tests are running; wait for them")
          .with("Retry-After", "10");
    }
    Sent sent;
    try {
      var event =
          Event.of(EventType.TEST, clock.instant(), call.account(), new Details.OfTest(one.name()));
      done(request, call, audit, "test", one.name(), () -> true);
      sent = deliveries.send(one, event);
    } finally {
      tests.release();
    }
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("taken", sent instanceof Sent.Taken);
          json.writeStringProperty("answer", sent.told());
          json.writeEndObject();
        });
  }

  private void letters(Request request, Response response, AccountCall call)
      throws Refusal, StoreException, IOException {
    var one = found(request, call);
    var limit = EventParameters.limit(request);
    var letters = dead.page(one, EventParameters.after(request), limit);
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("dead_letters");
          letters.forEach(letter -> SubscriptionJson.write(json, letter));
          json.writeEndArray();
          if (letters.size() == limit) {
            json.writeStringProperty("next", Long.toString(letters.getLast().place()));
          }
          json.writeEndObject();
        });
  }

  private void retry(Request request, Response response, AccountCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException {
    var one = found(request, call);
    var place = EventParameters.place(request.parameter("event"), "event");
    done(
        request,
        call,
        audit,
        "retry",
        one.name(),
        () -> {
          dead.revive(one, place);
          return true;
        });
    response.status(202).send();
  }
}
