package io.breakwater.accounts.management;

/// What came of a call.
public sealed interface Outcome<T> {
  /// It is done, and on disk together with its audit event.
  record Done<T>(T value) implements Outcome<T> {}

  /// Nothing has changed.
  record Refused<T>(Refusal why) implements Outcome<T> {}
}
