package io.breakwater.store.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/// Content that its name gives, so that any beginning of it can be verified.
public final class Bytes {
  private Bytes() {}

  /// The content of a name.
  public static byte[] of(String name, int size) {
    var bytes = new byte[size];
    new Random(name.hashCode()).nextBytes(bytes);
    return bytes;
  }

  /// The digest of bytes.
  public static Digest digest(String algorithm, byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
      return new Digest(algorithm, HexFormat.of().formatHex(hash.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// A part of bytes, to be appended.
  public static ByteBuffer part(byte[] bytes, int from, int to) {
    return ByteBuffer.wrap(bytes, from, to - from);
  }

  /// Verifies that a stream is bytes from one to another.
  public static void verify(InputStream in, byte[] bytes, int from, int to) throws IOException {
    var found = in.readNBytes(to - from);
    assertThat(found.length).isEqualTo(to - from);
    assertThat(Arrays.equals(found, 0, found.length, bytes, from, to)).isTrue();
    assertThat(in.read()).isEqualTo(-1);
  }
}
