package io.breakwater.notifications.deliveries;

import java.time.Duration;
import java.util.Optional;

/// What came of telling somebody.
public sealed interface Sent {
  /// For people: what was answered.
  String told();

  /// It was taken.
  record Taken(String told) implements Sent {}

  /// It was not, and may be another time.
  ///
  /// @param after how long the receiver asks to be left alone
  record Failed(String told, Optional<Duration> after) implements Sent {
    public Failed(String told) {
      this(told, Optional.empty());
    }
  }

  /// It was not, and never will be as the subscription is: the receiver is gone (410), or may not
  /// be told.
  record Refused(String told) implements Sent {}
}
