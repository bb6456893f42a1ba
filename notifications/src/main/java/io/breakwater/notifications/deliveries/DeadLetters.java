package io.breakwater.notifications.deliveries;

import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.SubscriptionException;
import io.breakwater.notifications.subscriptions.SubscriptionException.Kind;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What subscriptions could not be told.
public final class DeadLetters {
  private final Metadata metadata;
  private final InstantSource clock;

  public DeadLetters(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /// A notice that was given up.
  ///
  /// @param place of its event in the log
  /// @param attempts that failed
  /// @param since when it was given up
  /// @param error what the last attempt failed with
  public record Letter(long place, Event event, int attempts, Instant since, String error) {}

  /// Those of a subscription, the oldest first.
  ///
  /// @param after places behind this; 0 for the first page
  public List<Letter> page(Subscription subscription, long after, int limit) throws StoreException {
    return metadata.read(
        tx -> {
          var letters = new ArrayList<Letter>();
          for (var one : tx.deliveries().dead(subscription.id(), after, limit)) {
            tx.events()
                .find(one.event())
                .flatMap(EventLog::read)
                .ifPresent(
                    event ->
                        letters.add(
                            new Letter(
                                one.event(),
                                event,
                                one.attempts(),
                                one.due(),
                                one.error().orElse(""))));
          }
          return letters;
        });
  }

  /// Has one tried again, as often as if it were new.
  ///
  /// @throws SubscriptionException there is none
  public void revive(Subscription subscription, long place)
      throws SubscriptionException, StoreException {
    var now = clock.instant();
    if (!metadata.write(tx -> tx.deliveries().revive(subscription.id(), place, now))) {
      throw new SubscriptionException(
          Kind.UNKNOWN, "the subscription has no dead letter of that event");
    }
  }
}
