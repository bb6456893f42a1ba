package io.breakwater.notifications.deliveries;

import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.subscriptions.Subscription;

/// A way to tell somebody. Called by several threads; each call ends within a minute.
@FunctionalInterface
public interface Channel {
  /// Tells a subscription of an event.
  Sent send(Subscription subscription, Event event) throws InterruptedException;
}
