package io.breakwater.accounts.apikeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What is stored of an API key, and under what it is looked up: its SHA-256, after a text that
/// says what is hashed.
///
/// Plain SHA-256 is enough: nobody finds 256 random bits by trying, so neither a slow hash nor
/// a salt adds anything, and a keyed one would add a key whose loss ends every API key and
/// which each replica and each backup would have to have. That an index compares hashes in
/// variable time tells nothing either: who tries cannot choose the hash.
///
/// @param hex 64 digits, lower case
public record ApiKeyHash(String hex) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public ApiKeyHash {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("no hash of an API key");
    }
  }

  static ApiKeyHash of(String key) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update("breakwater API key\n".getBytes(StandardCharsets.US_ASCII));
      return new ApiKeyHash(
          HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.US_ASCII))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
