package io.breakwater.store.blobs.files;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;

/// An opened file of content.
final class FileContent implements BlobContent {
  /// The JDK copies to channels that it does not know 8 KiB at a time.
  private static final int COPY = 128 * 1024;

  private final FileChannel file;
  private final String key;
  private final Failures failures;
  private final long size;

  FileContent(FileChannel file, String key, Failures failures) throws IOException {
    this.file = file;
    this.key = key;
    this.failures = failures;
    try {
      this.size = file.size();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void transferTo(long offset, long length, WritableByteChannel out)
      throws StoreException, IOException {
    Objects.checkFromIndexSize(offset, length, size);
    if (out instanceof SocketChannel || out instanceof FileChannel) {
      send(offset, offset + length, out);
    } else {
      copy(offset, offset + length, out);
    }
  }

  private void send(long from, long end, WritableByteChannel out)
      throws StoreException, IOException {
    var position = from;
    while (position < end) {
      long sent;
      try {
        sent = file.transferTo(position, end - position, out);
      } catch (IOException e) {
        // Of either side: the file's own byte tells which.
        readable(position);
        throw e;
      }
      if (sent == 0) {
        readable(position);
      }
      position += sent;
    }
  }

  private void readable(long position) throws StoreException {
    fill(ByteBuffer.allocate(1), position);
  }

  private void copy(long from, long end, WritableByteChannel out)
      throws StoreException, IOException {
    var buffer = ByteBuffer.allocateDirect(Math.clamp(end - from, 1, COPY));
    var position = from;
    while (position < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
      position += fill(buffer, position);
      buffer.flip();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
  }

  private int fill(ByteBuffer buffer, long position) throws StoreException {
    int read;
    try {
      read = file.read(buffer, position);
    } catch (IOException e) {
      throw failures.of("reading content " + key, e);
    }
    if (read < 0) {
      throw Failures.shorter("reading content " + key, size, position);
    }
    return read;
  }

  @Override
  public InputStream read(long offset) {
    Objects.checkFromToIndex(offset, size, size);
    return new FileStream(file, offset, size, false, "content " + key, failures);
  }

  @Override
  public Optional<FileChannel> file() {
    return Optional.of(file);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException _) {
      // Nothing was written.
    }
  }
}
