package io.breakwater.bench.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/// Content to push: a number that no other has, and then random bytes, or a layer.
final class Blob implements Connection.Body {
  private static final byte[] RANDOM = new byte[256 * 1024];
  private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

  static {
    new SplittableRandom(7).nextBytes(RANDOM);
  }

  private final byte[] first;
  private final long length;
  private final String digest;

  private Blob(byte[] first, long length) {
    this.first = first;
    this.length = length;
    try {
      this.digest = digestOf(this::to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Blob random(long length) {
    return new Blob(ByteBuffer.allocate(8).putLong(NEXT.incrementAndGet()).array(), length);
  }

  static Blob of(byte[] content) {
    return new Blob(content, content.length);
  }

  /// A layer as images have them: files of text that shrink to a third, and some that do not.
  ///
  /// @param files of 64 KiB each
  static Blob layer(int files) throws IOException {
    var out = new ByteArrayOutputStream();
    var random = new SplittableRandom(NEXT.incrementAndGet());
    try (var gzip = new GZIPOutputStream(out, 64 * 1024)) {
      for (var i = 0; i < files; i++) {
        var content = new byte[64 * 1024];
        random.nextBytes(content);
        if (i % 4 != 0) {
          for (var at = 0; at < content.length; at++) {
            content[at] = (byte) ('a' + (content[at] & 3));
          }
        }
        gzip.write(header("usr/share/file-" + i, content.length));
        gzip.write(content);
      }
      gzip.write(new byte[1024]);
    }
    return of(out.toByteArray());
  }

  /// One header of POSIX `ustar`.
  private static byte[] header(String name, int length) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
    put(header, 124, "%011o\0".formatted(length) + "00000000000\0" + "        0");
    put(header, 257, "ustar\00000");
    var sum = 0;
    for (var b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /// Something that can be written.
  @FunctionalInterface
  interface Written {
    void to(OutputStream out) throws IOException;
  }

  static String digestOf(Written content) throws IOException {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      content.to(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String digest() {
    return digest;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void to(OutputStream out) throws IOException {
    out.write(first, 0, (int) Math.min(first.length, length));
    for (var left = length - first.length; left > 0; left -= RANDOM.length) {
      out.write(RANDOM, 0, (int) Math.min(left, RANDOM.length));
    }
  }
}
