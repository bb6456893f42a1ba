package io.breakwater.notifications.subscriptions;

/// A call about subscriptions that cannot be followed. The message says what to do.
public final class SubscriptionException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What kind of refusal.
  public enum Kind {
    /// What was given cannot be.
    INVALID,
    /// There is no such subscription, or delivery, in the account.
    UNKNOWN,
    /// It may not be as things are.
    CONFLICT
  }

  private final Kind kind;

  public SubscriptionException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
