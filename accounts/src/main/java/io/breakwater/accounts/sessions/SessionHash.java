package io.breakwater.accounts.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What is stored of the secret of a session, and under what it is looked up: its SHA-256, after a
/// text that says what is hashed. Nobody finds 256 random bits by trying, so a slow hash or a salt
/// would add nothing.
///
/// @param hex 64 digits, lower case
public record SessionHash(String hex) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
  private static final int SHOWN = 16;

  public SessionHash {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("no hash of a session");
    }
  }

  static SessionHash of(String secret) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update("breakwater session\n".getBytes(StandardCharsets.US_ASCII));
      return new SessionHash(
          HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.US_ASCII))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// What the audit trail calls the session: enough to tell one from others, and nothing that
  /// anybody could log in with.
  public String shown() {
    return hex.substring(0, SHOWN);
  }
}
