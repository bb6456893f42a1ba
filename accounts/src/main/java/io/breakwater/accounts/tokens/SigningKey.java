package io.breakwater.accounts.tokens;

import java.time.Instant;

/// A key that signs tokens, as it is stored. Never printed.
public final class SigningKey {
  static final int SECRET = 32;

  private final String id;
  private final byte[] secret;
  private final Instant created;

  /// A key.
  ///
  /// @param id `kid` in the tokens it signs
  /// @param secret 32 random bytes
  /// @param created when it was made; it signs until it is replaced
  public SigningKey(String id, byte[] secret, Instant created) {
    if (secret.length != SECRET) {
      throw new IllegalArgumentException("a key for HMAC-SHA-256 has 32 bytes");
    }
    this.id = id;
    this.secret = secret.clone();
    this.created = created;
  }

  public String id() {
    return id;
  }

  /// To be stored.
  public byte[] secret() {
    return secret.clone();
  }

  public Instant created() {
    return created;
  }

  @Override
  public String toString() {
    return "signing key " + id + " of " + created;
  }
}
