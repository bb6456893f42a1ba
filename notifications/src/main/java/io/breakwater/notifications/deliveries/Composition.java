package io.breakwater.notifications.deliveries;

import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.deliveries.RateLimit.Allowance;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.store.metadata.StoredDelivery;
import io.breakwater.store.metadata.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes notices of what a subscription is to be told, within one transaction: one for each
/// cause while the rate allows that, otherwise one for all. What the rate does not allow at all
/// goes back and waits.
///
/// A notice of several events is an event of its own, kept before it is sent: whoever sends it
/// again, after a failure or a crash, sends the same under the same ID. What was tried once is
/// sent as it was.
final class Composition {
  private static final String SCOPE = "notifications";
  private static final String HELD = "held";
  private static final Duration HOLD = Duration.ofSeconds(3);

  /// What is held longer than this is told in parts.
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

  private final Transaction tx;
  private final Subscription subscription;
  private final Instant now;
  private final Duration lease;
  private final List<Letter> letters = new ArrayList<>();

  Composition(Transaction tx, Subscription subscription, Instant now, Duration lease) {
    this.tx = tx;
    this.subscription = subscription;
    this.now = now;
    this.lease = lease;
  }

  /// Holds back what has a cause, until [#release]: more of it is on its way.
  static void hold(Transaction tx, String cause, Instant since) {
    tx.settings().put(SCOPE, HELD, since.toEpochMilli() + " " + cause);
  }

  static void release(Transaction tx) {
    tx.settings().delete(SCOPE, HELD);
  }

  static void forget(Transaction tx, String subscription) {
    tx.settings().delete(SCOPE, rate(subscription));
  }

  private static String rate(String subscription) {
    return "rate/" + subscription;
  }

  private String held() {
    var held = tx.settings().get(SCOPE, HELD).orElse("0 ");
    var space = held.indexOf(' ');
    var since = Instant.ofEpochMilli(Long.parseLong(held.substring(0, space)));
    return now.isBefore(since.plus(LONGEST_HOLD)) ? held.substring(space + 1) : "";
  }

  private record Fresh(long place, Event event) {}

  List<Letter> letters(List<StoredDelivery> claimed) {
    var groups = new LinkedHashMap<String, List<Fresh>>();
    var held = held();
    for (var delivery : claimed) {
      var event = tx.events().find(delivery.event()).flatMap(EventLog::read);
      if (event.isEmpty()) {
        tx.deliveries().done(delivery.subscription(), delivery.event());
      } else if (delivery.attempts() > 0 || event.get().type() == EventType.NOTICE) {
        letters.add(new Letter(delivery.event(), event.get(), delivery.attempts()));
      } else if (event.get().cause().equals(held)) {
        putBack(delivery.event(), now.plus(HOLD));
      } else {
        groups
            .computeIfAbsent(event.get().cause(), _ -> new ArrayList<>())
            .add(new Fresh(delivery.event(), event.get()));
      }
    }
    if (!groups.isEmpty()) {
      compose(groups);
    }
    return letters;
  }

  private void compose(Map<String, List<Fresh>> groups) {
    var limit = RateLimit.of(subscription.target());
    var allowance =
        tx.settings()
            .get(SCOPE, rate(subscription.id()))
            .map(text -> limit.grown(Allowance.parse(text), now))
            .orElseGet(() -> limit.full(now));
    if (allowance.left() == 0) {
      var next = limit.next(allowance);
      groups.values().forEach(group -> group.forEach(one -> putBack(one.place(), next)));
      return;
    }
    var notices =
        groups.size() <= allowance.left()
            ? List.copyOf(groups.values())
            : List.of(groups.values().stream().flatMap(List::stream).toList());
    tx.settings().put(SCOPE, rate(subscription.id()), allowance.less(notices.size()).text());
    notices.forEach(this::notice);
  }

  private void putBack(long place, Instant due) {
    tx.deliveries().done(subscription.id(), place);
    tx.deliveries().add(subscription.id(), place, due);
  }

  private void notice(List<Fresh> group) {
    if (group.size() == 1) {
      letters.add(new Letter(group.getFirst().place(), group.getFirst().event(), 0));
      return;
    }
    var notice = Event.of(EventType.NOTICE, now, subscription.account(), several(group));
    group.forEach(one -> tx.deliveries().done(subscription.id(), one.place()));
    var place = tx.events().append(EventLog.stored(notice));
    // Sent below; where this server ends before that, another does it behind the lease.
    tx.deliveries().add(subscription.id(), place, now.plus(lease));
    letters.add(new Letter(place, notice, 0));
  }

  private static Details.Several several(List<Fresh> group) {
    var counts = new EnumMap<EventType, Integer>(EventType.class);
    var images = new HashSet<String>();
    var before = Long.MAX_VALUE;
    for (var one : group) {
      counts.merge(one.event().type(), 1, Integer::sum);
      before = Math.min(before, one.place() - 1);
      if (one.event().details() instanceof Details.OfImage) {
        images.add(one.event().subject());
      }
    }
    return new Details.Several(
        counts,
        images.size(),
        group.stream().limit(Details.MOST_EVENTS).map(Fresh::event).toList(),
        Long.toString(before));
  }
}
