package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// A login for which a browser is away at a provider. Never printed.
///
/// @param page where the browser is sent when it is back, where it wants a session
public record StoredLogin(
    String state, String nonce, String verifier, Instant begun, Optional<String> page) {
  @Override
  public String toString() {
    return "a login begun " + begun;
  }
}
