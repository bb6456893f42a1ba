package io.breakwater.store.metadata;

import java.time.Instant;

/// A login for which a browser is away at a provider. Never printed.
public record StoredLogin(String state, String nonce, String verifier, Instant begun) {
  @Override
  public String toString() {
    return "a login begun " + begun;
  }
}
