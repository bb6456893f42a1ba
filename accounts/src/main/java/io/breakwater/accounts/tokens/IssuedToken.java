package io.breakwater.accounts.tokens;

import java.time.Duration;
import java.time.Instant;

/// A token to hand out. Never printed.
///
/// @param text the token
/// @param issued `issued_at`
/// @param expires `expiration`
public record IssuedToken(String text, Instant issued, Instant expires) {
  /// `expires_in`.
  public Duration life() {
    return Duration.between(issued, expires);
  }

  @Override
  public String toString() {
    return "a token until " + expires;
  }
}
