package io.breakwater.registry.backup;

import io.breakwater.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest of bytes that go by.
final class Hash {
  private final MessageDigest digest;

  private Hash(MessageDigest digest) {
    this.digest = digest;
  }

  /// Of the algorithm of a digest.
  static Hash of(Digest expected) {
    try {
      return new Hash(MessageDigest.getInstance("SHA-" + expected.algorithm().substring(3)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without " + expected.algorithm(), e);
    }
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  boolean is(Digest expected) {
    return HexFormat.of().formatHex(digest.digest()).equals(expected.hex());
  }
}
