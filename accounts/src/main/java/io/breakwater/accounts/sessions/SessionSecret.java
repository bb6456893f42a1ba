package io.breakwater.accounts.sessions;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a browser keeps in its cookie: 256 random bits, in 43 characters of base64url (RFC 4648,
/// section 5). Never printed, and stored as a hash only.
public final class SessionSecret {
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z_-]{43}");

  private final String text;

  private SessionSecret(String text) {
    this.text = text;
  }

  /// Makes a new one.
  public static SessionSecret generate(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SessionSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Reads what a browser sent; empty for what cannot be one.
  public static Optional<SessionSecret> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new SessionSecret(text)) : Optional.empty();
  }

  /// The secret itself: for the cookie.
  public String reveal() {
    return text;
  }

  /// Under what it is stored and looked up.
  public SessionHash hash() {
    return SessionHash.of(text);
  }

  @Override
  public String toString() {
    return "the secret of session " + hash().shown();
  }
}
