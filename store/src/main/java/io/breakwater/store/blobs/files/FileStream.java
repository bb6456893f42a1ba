package io.breakwater.store.blobs.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/// Reads a part of a file. A file that ends early is an error, never the end.
final class FileStream extends InputStream {
  private final FileChannel file;
  private final boolean owned;
  private final long start;
  private final long end;
  private final String what;
  private final Failures failures;
  private long position;

  /// @param owned whether to close the file
  /// @param what is read, for errors
  FileStream(
      FileChannel file, long start, long end, boolean owned, String what, Failures failures) {
    this.file = file;
    this.owned = owned;
    this.start = start;
    this.position = start;
    this.end = end;
    this.what = what;
    this.failures = failures;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    var wanted = (int) Math.min(length, end - position);
    int read;
    try {
      read = file.read(ByteBuffer.wrap(into, offset, wanted), position);
    } catch (IOException e) {
      throw new IOException("a file of the storage", failures.of("reading " + what, e));
    }
    if (read < 0) {
      var cause = Failures.shorter("reading " + what, end - start, position - start);
      throw new IOException("a file of the storage", cause);
    }
    position += read;
    return read;
  }

  @Override
  public long skip(long bytes) {
    var skipped = Math.clamp(bytes, 0, end - position);
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() throws IOException {
    position = end;
    if (owned) {
      file.close();
    }
  }
}
