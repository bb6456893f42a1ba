package io.breakwater.accounts.tokens;

import java.util.Optional;

/// Whether a token is one of ours and good now.
public sealed interface TokenCheck {
  /// It is.
  ///
  /// @param subject whom it is for; its generation is to be compared with that of today
  /// @param access what it allows; empty for one that stands for all the rights of its subject
  record Valid(TokenSubject subject, Optional<Access> access) implements TokenCheck {}

  /// It is not.
  record Refused(Reason reason) implements TokenCheck {}

  /// Why: for the log and the challenge, which says no more than `invalid_token`.
  enum Reason {
    /// No signed token, or one with claims that ours do not have.
    MALFORMED,
    /// Signed by another algorithm than ours, or not at all.
    WRONG_ALGORITHM,
    /// For another use: a refresh token where access is asked for, or the other way round.
    WRONG_USE,
    UNKNOWN_KEY,
    WRONG_SIGNATURE,
    WRONG_ISSUER,
    WRONG_AUDIENCE,
    EXPIRED,
    NOT_YET
  }
}
