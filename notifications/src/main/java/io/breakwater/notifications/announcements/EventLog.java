package io.breakwater.notifications.announcements;

import io.breakwater.accounts.AccountId;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventData;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.EventKeys;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredEvent;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of all accounts, in the order in which they were made known.
public final class EventLog {
  private static final String SCOPE = "notifications";
  private static final String SINCE = "events-since";

  private final Metadata metadata;

  public EventLog(Metadata metadata) {
    this.metadata = metadata;
  }

  /// An event with its place.
  public record Logged(long place, Event event) {}

  /// A part of the log.
  ///
  /// @param next the place to go on behind; that of the last event looked at
  /// @param more whether there may be more now
  public record Page(List<Logged> events, long next, boolean more) {
    public Page {
      events = List.copyOf(events);
    }
  }

  /// Makes events known and has the subscriptions told that they pass. To be called last in a
  /// transaction; see [io.breakwater.store.metadata.Events#append].
  ///
  /// @param due when to tell: some seconds later what is to be told together
  public static void announce(Transaction tx, Collection<Event> events, Instant due) {
    Map<AccountId, List<Subscription>> subscriptions = new HashMap<>();
    for (var event : events) {
      var some =
          subscriptions.computeIfAbsent(
              event.account(),
              account ->
                  tx.subscriptions().of(account.value()).stream().map(Subscription::of).toList());
      var place = tx.events().append(stored(event), keys(event));
      for (var subscription : some) {
        if (subscription.filter().passes(event)) {
          tx.deliveries().add(subscription.id(), place, due);
        }
      }
    }
  }

  /// Makes events known, in a transaction of their own.
  public void announce(Collection<Event> events, Instant due) throws StoreException {
    if (!events.isEmpty()) {
      metadata.write(
          tx -> {
            announce(tx, events, due);
            return true;
          });
    }
  }

  /// As it is kept.
  public static StoredEvent stored(Event event) {
    return new StoredEvent(
        0,
        event.id(),
        event.time(),
        event.account().value(),
        event.type().toString(),
        event.subject(),
        event.namespace(),
        EventData.stored(event.details()));
  }

  /// What it is found by.
  private static EventKeys keys(Event event) {
    return switch (event.details()) {
      case Details.OfImage image ->
          new EventKeys(
              event.cause(),
              image.issueCount(),
              image.tags().stream().map(tag -> image.repository() + ":" + tag).toList());
      case Details.OfExemption _ -> new EventKeys(event.cause(), 0, List.of());
      case Details.Several _, Details.OfTest _ -> EventKeys.NONE;
    };
  }

  /// Reads what is kept; empty for a type that this version does not know.
  public static Optional<Event> read(StoredEvent row) {
    return EventType.parse(row.type())
        .map(
            type ->
                Event.of(
                    row.uid(),
                    type,
                    row.time(),
                    AccountId.parse(row.account()),
                    EventData.read(type, row.data())));
  }

  /// The events of an account behind a place, but for notices, which are made of others.
  ///
  /// @param after 0 for the first page
  /// @param limit rows looked at
  public Page page(AccountId account, long after, int limit) throws StoreException {
    var rows = metadata.read(tx -> tx.events().after(after, account.value(), limit));
    var events = new ArrayList<Logged>();
    for (var row : rows) {
      read(row)
          .filter(event -> event.type() != EventType.NOTICE)
          .ifPresent(event -> events.add(new Logged(row.id(), event)));
    }
    return new Page(events, rows.isEmpty() ? after : rows.getLast().id(), rows.size() == limit);
  }

  /// The place of the last event of any account.
  public long last() throws StoreException {
    return metadata.read(tx -> tx.events().last());
  }

  /// Begins to say from when on events are kept: from the oldest on, or from now. Nothing happens
  /// where that is known.
  public void begin(Instant now) throws StoreException {
    if (metadata.read(tx -> tx.settings().get(SCOPE, SINCE)).isEmpty()) {
      metadata.write(
          tx -> {
            var first = tx.events().oldest().filter(oldest -> oldest.isBefore(now)).orElse(now);
            return tx.settings().putIfAbsent(SCOPE, SINCE, first.toString());
          });
    }
  }

  /// From when on all events are there; empty where that is not known. What happened before was
  /// not taken note of, or is forgotten.
  public Optional<Instant> since() throws StoreException {
    return metadata.read(tx -> tx.settings().get(SCOPE, SINCE)).map(Instant::parse);
  }

  /// Forgets up to so many of before a time.
  ///
  /// @return how many
  public int prune(Instant before, int limit) throws StoreException {
    return metadata.write(
        tx -> {
          var gone = tx.events().prune(before, limit);
          var since = tx.settings().get(SCOPE, SINCE).map(Instant::parse);
          if (gone > 0 && (since.isEmpty() || since.get().isBefore(before))) {
            tx.settings().put(SCOPE, SINCE, before.toString());
          }
          return gone;
        });
  }
}
