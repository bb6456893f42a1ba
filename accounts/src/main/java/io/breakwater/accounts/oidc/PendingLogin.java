package io.breakwater.accounts.oidc;

import java.time.Instant;

/// A login that the browser is away for. To be kept for that browser only (an encrypted cookie,
/// `HttpOnly` and `SameSite=Lax`), and used once. Never printed.
///
/// @param state tells that the browser that comes back is the one that went
/// @param nonce tells that the ID token was made for this login
/// @param verifier proves to the provider that the code is exchanged by who asked for it
/// @param begun when; it holds ten minutes
public record PendingLogin(String state, String nonce, String verifier, Instant begun) {
  @Override
  public String toString() {
    return "a login begun " + begun;
  }
}
