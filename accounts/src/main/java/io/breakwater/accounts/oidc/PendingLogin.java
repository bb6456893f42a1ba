package io.breakwater.accounts.oidc;

import java.time.Instant;
import java.util.Optional;

/// A login that the browser is away for. To be kept for that browser only (an encrypted cookie,
/// `HttpOnly` and `SameSite=Lax`), and used once. Never printed.
///
/// @param state tells that the browser that comes back is the one that went
/// @param nonce tells that the ID token was made for this login
/// @param verifier proves to the provider that the code is exchanged by who asked for it
/// @param begun when; it holds ten minutes
/// @param page of this server to send the browser to with a session; without one an API key is
///     wanted
public record PendingLogin(
    String state, String nonce, String verifier, Instant begun, Optional<String> page) {
  /// One of somebody who wants an API key.
  public PendingLogin(String state, String nonce, String verifier, Instant begun) {
    this(state, nonce, verifier, begun, Optional.empty());
  }

  /// The same of somebody who wants a session.
  public PendingLogin with(String wanted) {
    return new PendingLogin(state, nonce, verifier, begun, Optional.of(wanted));
  }

  @Override
  public String toString() {
    return "a login begun " + begun;
  }
}
