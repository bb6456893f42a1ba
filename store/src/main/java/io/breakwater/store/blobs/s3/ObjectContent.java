package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;

/// A content in the object store.
final class ObjectContent implements BlobContent {
  private static final int COPY = 64 * 1024;

  private final Objects objects;
  private final List<String> names;
  private final long size;
  private final String what;

  ObjectContent(Objects objects, List<String> names, long size, String what) {
    this.objects = objects;
    this.names = names;
    this.size = size;
    this.what = what;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void transferTo(long offset, long length, WritableByteChannel out)
      throws StoreException, IOException {
    java.util.Objects.checkFromIndexSize(offset, length, size);
    var bytes = new byte[(int) Math.min(COPY, length)];
    try (var in = new ObjectStream(objects, names, offset, offset + length, what)) {
      for (var left = length; left > 0; ) {
        var read = read(in, bytes);
        var buffer = ByteBuffer.wrap(bytes, 0, read);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        left -= read;
      }
    }
  }

  private int read(InputStream in, byte[] bytes) throws StoreException {
    try {
      return in.read(bytes);
    } catch (IOException e) {
      throw ObjectStream.storeFailure(e, what);
    }
  }

  @Override
  public InputStream read(long offset) {
    java.util.Objects.checkFromToIndex(offset, size, size);
    return new ObjectStream(objects, names, offset, size, what);
  }

  @Override
  public Optional<FileChannel> file() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Each reading has its own connection.
  }
}
