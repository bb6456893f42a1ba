package io.breakwater.store.metadata;

import java.time.Instant;

/// A key that signs tokens. Never printed.
@SuppressWarnings("ArrayRecordComponent") // copied, never compared
public record StoredSigningKey(String id, byte[] secret, Instant created) {
  public StoredSigningKey {
    secret = secret.clone();
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return "signing key " + id;
  }
}
