package io.breakwater.registry.uploads;

import io.breakwater.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest of what of an upload came so far.
final class RunningDigest {
  private final String algorithm;
  private final MessageDigest digest;
  private long bytes;

  /// Of nothing yet.
  ///
  /// @param algorithm `sha256` or `sha512`
  RunningDigest(String algorithm) {
    this.algorithm = algorithm;
    try {
      digest = MessageDigest.getInstance("SHA-" + algorithm.substring(3));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without " + algorithm, e);
    }
  }

  String algorithm() {
    return algorithm;
  }

  long bytes() {
    return bytes;
  }

  void update(byte[] buffer, int length) {
    digest.update(buffer, 0, length);
    bytes += length;
  }

  /// Ends it.
  Digest value() {
    return new Digest(algorithm, HexFormat.of().formatHex(digest.digest()));
  }
}
