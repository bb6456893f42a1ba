package io.breakwater.accounts.management;

import io.breakwater.accounts.access.Decision;
import java.time.Duration;

/// Why a call is refused, in words for whoever asked.
public sealed interface Refusal {
  /// What is wrong and what to do.
  String told();

  /// The right is missing: 401, 403 or 404, as the decision says.
  record NotAllowed(Decision decision) implements Refusal {
    @Override
    public String told() {
      return switch (decision) {
        case Decision.Granted granted -> "";
        case Decision.LoginRequired login -> login.missing();
        case Decision.Denied denied -> denied.missing();
        case Decision.Hidden hidden -> hidden.missing();
      };
    }
  }

  /// There is no such user, service ID, key or namespace in the account: 404.
  record Unknown(String told) implements Refusal {}

  /// What was given cannot be: 400.
  record Invalid(String told) implements Refusal {}

  /// It may not be as things are: 409.
  record Conflict(String told) implements Refusal {}

  /// The old password is not the one: 403.
  record WrongPassword(String told) implements Refusal {}

  /// Too many wrong passwords before; this one was not looked at: 429 with `Retry-After`.
  record Slowed(Duration retryAfter) implements Refusal {
    @Override
    public String told() {
      return "too many wrong passwords; wait and try again";
    }
  }

  /// Too many passwords at once; nothing was done: 503 with `Retry-After`.
  record Busy() implements Refusal {
    @Override
    public String told() {
      return "too many passwords are being hashed; try again in a second";
    }
  }
}
