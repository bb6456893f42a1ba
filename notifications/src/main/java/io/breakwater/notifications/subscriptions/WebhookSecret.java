package io.breakwater.notifications.subscriptions;

import java.security.SecureRandom;
import java.util.Base64;

/// What signs the webhooks of one subscription (Standard Webhooks 1.0, "Signature scheme":
/// symmetric secrets of 24 to 64 bytes, in base64 behind `whsec_`). Shown once and kept as it is,
/// since it signs: as the keys that sign tokens are.
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /// A new one.
  static WebhookSecret generate(SecureRandom random) {
    var key = new byte[BYTES];
    random.nextBytes(key);
    return new WebhookSecret(key);
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException it is none; the message does not repeat it
  public static WebhookSecret parse(String text) {
    try {
      var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      if (text.startsWith(PREFIX) && key.length >= 24 && key.length <= 64) {
        return new WebhookSecret(key);
      }
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      // Said below, without what was given.
    }
    throw new IllegalArgumentException("a secret is whsec_ and 24 to 64 bytes in base64");
  }

  /// The key of the HMAC.
  public byte[] key() {
    return key.clone();
  }

  /// The secret itself.
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
