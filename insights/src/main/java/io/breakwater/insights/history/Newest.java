package io.breakwater.insights.history;

import io.breakwater.notifications.history.EventHistory;
import io.breakwater.store.StoreException;
import java.time.Duration;

/// The place of the last event, looked up once for all that listen.
final class Newest {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final EventHistory history;
  private long place = -1;
  private long lookedUp;

  Newest(EventHistory history) {
    this.history = history;
  }

  /// As it was a moment ago.
  synchronized long place() throws StoreException {
    var now = System.nanoTime();
    if (place < 0 || now - lookedUp >= EVERY.toNanos()) {
      place = history.last();
      lookedUp = now;
    }
    return place;
  }
}
