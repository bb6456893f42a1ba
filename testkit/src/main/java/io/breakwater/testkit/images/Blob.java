package io.breakwater.testkit.images;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Content with its address.
///
/// @param mediaType what it is
/// @param digest the digest that descriptors name it by; of `bytes`, unless it was damaged
/// @param size the size that descriptors state
/// @param bytes what is stored; never changed by anybody
@SuppressWarnings("ArrayRecordComponent") // fixtures are compared by digest, never by equals
public record Blob(String mediaType, String digest, long size, byte[] bytes) {
  /// A sound blob.
  public static Blob of(String mediaType, byte[] bytes) {
    return new Blob(mediaType, sha256(bytes), bytes.length, bytes);
  }

  /// `sha256:…` of the bytes.
  public static String sha256(byte[] bytes) {
    return digest(sha256().digest(bytes));
  }

  static String digest(byte[] hash) {
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The digest without `sha256:`.
  public String hex() {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
