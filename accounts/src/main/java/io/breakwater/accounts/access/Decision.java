package io.breakwater.accounts.access;

/// Whether something may be done, and otherwise what may be said about it.
public sealed interface Decision {
  /// Whether it may.
  default boolean granted() {
    return this instanceof Granted;
  }

  /// It may.
  record Granted() implements Decision {}

  /// Somebody must log in first: 401 with a challenge. Said of whatever is asked for, existing
  /// or not, so that it tells nothing.
  ///
  /// @param missing the right in words
  record LoginRequired(String missing) implements Decision {}

  /// It may not, and who asked may know that the resource is there: 403 with the words.
  ///
  /// @param missing the right in words
  record Denied(String missing) implements Decision {}

  /// It may not, and who asked may not even know that: 404, byte for byte what is said of
  /// something that does not exist.
  ///
  /// @param missing the right in words, for the audit trail only
  record Hidden(String missing) implements Decision {}
}
