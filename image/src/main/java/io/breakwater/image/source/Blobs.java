package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Reads small blobs and checks them before anyone parses them.
final class Blobs {
  private Blobs() {}

  /// Reads exactly what the descriptor promises.
  static byte[] read(InputStream in, Descriptor descriptor, String what, int limit)
      throws ImageException {
    checkSize(descriptor, what, limit);
    byte[] bytes;
    try (in) {
      bytes = in.readNBytes((int) descriptor.size() + 1);
    } catch (IOException e) {
      throw unreadable(what, e);
    }
    if (bytes.length != descriptor.size()) {
      throw new ImageException(
          bytes.length < descriptor.size() ? "blob-truncated" : "blob-size-mismatch",
          what,
          "expected "
              + descriptor.size()
              + " bytes, found "
              + (bytes.length < descriptor.size() ? bytes.length : "more"),
          "Fetch or save the image again");
    }
    check(bytes, descriptor.digest(), what);
    return bytes;
  }

  static void checkSize(Descriptor descriptor, String what, int limit) throws ImageException {
    if (descriptor.size() > limit) {
      throw new ImageException(
          "blob-too-large",
          what,
          "it has " + descriptor.size() + " bytes; at most " + limit + " are read",
          "Such documents have a few kilobytes; check what made this one");
    }
  }

  /// Compares the digest.
  static void check(byte[] bytes, Digest expected, String what) throws ImageException {
    var found = digest(bytes, expected.algorithm());
    if (!found.equals(expected)) {
      throw new ImageException(
          "blob-digest-mismatch",
          what,
          "expected " + expected + ", the content has " + found,
          "Fetch or save the image again; if it stays so, the content was changed");
    }
  }

  static Digest digest(byte[] bytes, String algorithm) {
    try {
      var hash = MessageDigest.getInstance("SHA-" + algorithm.substring(3));
      return new Digest(algorithm, HexFormat.of().formatHex(hash.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 and SHA-512", e);
    }
  }

  static ImageException unreadable(String what, IOException e) {
    return e.getCause() instanceof ImageException known
        ? known
        : new ImageException(
            "blob-unreadable",
            what,
            "it could not be read: " + e,
            "Check the disk, the permissions or the connection and try again",
            -1,
            e);
  }
}
