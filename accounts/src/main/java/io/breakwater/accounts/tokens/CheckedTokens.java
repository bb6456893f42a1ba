package io.breakwater.accounts.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers which tokens were found good, so that a client which sends one with each request
/// costs one reading of it. Under the SHA-256 of their texts, so that memory holds no token that
/// works. What changes with time, end and key, is left to whoever asks. Safe for use by many
/// threads.
final class CheckedTokens {
  private static final int MOST = 10_000;

  private final ConcurrentHashMap<String, Checked> tokens = new ConcurrentHashMap<>();

  /// A token whose signature and claims are right.
  ///
  /// @param key that it is signed with
  /// @param issued its claim `iat`, which is that of `nbf`, too
  /// @param expires its claim `exp`
  record Checked(TokenCheck.Valid valid, String key, Instant issued, Instant expires) {}

  /// Under what a token is remembered.
  static String name(String token) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      // One char a byte, compared as a whole.
      return new String(
          hash.digest(token.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Optional<Checked> find(String name) {
    return Optional.ofNullable(tokens.get(name));
  }

  void remember(String name, Checked checked) {
    if (tokens.size() >= MOST) {
      // They are fetched anew every few minutes anyway.
      tokens.clear();
    }
    tokens.put(name, checked);
  }

  void forget(String name) {
    tokens.remove(name);
  }
}
