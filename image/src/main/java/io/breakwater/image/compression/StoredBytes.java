package io.breakwater.image.compression;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The stored (compressed) bytes: buffered, counted and hashed as they are read.
///
/// The last bytes of a buffer survive the next [#fill()], so that a decoder that reads ahead
/// can give up to [#BACK] bytes back.
final class StoredBytes implements AutoCloseable {
  static final int BACK = 16;

  private final InputStream in;
  private final Subject subject;
  private @Nullable MessageDigest hash;
  final byte[] buffer;
  int position = BACK;
  int limit = BACK;
  private long total;

  StoredBytes(InputStream in, Subject subject, @Nullable MessageDigest hash, int size) {
    this.in = in;
    this.subject = subject;
    this.hash = hash;
    this.buffer = new byte[size + BACK];
  }

  /// Reads more once everything was taken; false at the end.
  boolean fill() throws ImageException {
    System.arraycopy(buffer, limit - BACK, buffer, 0, BACK);
    position = BACK;
    limit = BACK;
    var count = read(buffer, BACK, buffer.length - BACK);
    if (count <= 0) {
      return false;
    }
    limit = BACK + count;
    if (hash != null) {
      hash.update(buffer, BACK, count);
    }
    return true;
  }

  /// Reads past the buffer, which must be empty.
  int readThrough(byte[] target, int offset, int length) throws ImageException {
    var count = read(target, offset, length);
    if (hash != null && count > 0) {
      hash.update(target, offset, count);
    }
    return count;
  }

  private int read(byte[] target, int offset, int length) throws ImageException {
    try {
      var count = in.readNBytes(target, offset, length);
      total += count;
      return count == 0 ? -1 : count;
    } catch (IOException e) {
      if (e.getCause() instanceof ImageException known) {
        throw known;
      }
      throw new ImageException(
          subject.kind() + "-unreadable",
          subject.what(),
          "the stored bytes could not be read: " + e.getMessage(),
          "Check the disk or the connection and try again",
          total,
          e);
    }
  }

  /// One byte, -1 at the end.
  int next() throws ImageException {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  void unread(int count) {
    if (count > position) {
      throw new IllegalStateException("cannot give back " + count + " bytes");
    }
    position -= count;
  }

  /// Stops hashing: the caller hashes the same bytes on the other side.
  void withoutHash() {
    hash = null;
  }

  @Nullable MessageDigest hash() {
    return hash;
  }

  /// Bytes read from the source so far.
  long total() {
    return total;
  }

  /// Bytes taken by the decoder so far.
  long offset() {
    return total - (limit - position);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Everything wanted was read or given up; there is nothing left to lose.
      limit = position;
    }
  }
}
