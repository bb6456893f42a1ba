package io.breakwater.accounts.login;

import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.tokens.TokenSubject;
import java.time.Duration;

/// What came of a login.
public sealed interface LoginResult {
  /// Somebody is in.
  ///
  /// @param subject who, as tokens for them are to say
  /// @param grants what they may do
  record Accepted(TokenSubject subject, Grants grants) implements LoginResult {}

  /// Nobody is: 401.
  ///
  /// @param reason for the audit trail
  /// @param told to whoever tried: the same for a wrong name as for a wrong password
  record Refused(Reason reason, String told) implements LoginResult {}

  /// Too many wrong ones before; this one was not looked at: 429 with `Retry-After`.
  record Slowed(Duration retryAfter) implements LoginResult {}

  /// Too many at once; this one was not looked at: 503 with `Retry-After`.
  record Busy() implements LoginResult {}

  /// Why somebody is refused.
  enum Reason {
    WRONG_NAME_OR_PASSWORD,
    IMPOSSIBLE,
    UNKNOWN_KEY,
    KEY_OF_ANOTHER,
    EXPIRED_KEY,
    BAD_TOKEN,
    /// Rights changed since the token was made.
    OUTDATED_TOKEN,
    /// Logged out, too long unused, begun too long ago, or never there.
    ENDED_SESSION
  }
}
