package io.breakwater.registry.mirror;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A blob that arrives, as one reader sees it: what is not there yet is waited for.
final class ArrivingContent implements BlobContent {
  private static final int PIECE = 1 << 20;

  private final Arrival arrival;
  private final FileChannel channel;
  private final long size;

  ArrivingContent(Arrival arrival, FileChannel channel, long size) {
    this.arrival = arrival;
    this.channel = channel;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void transferTo(long offset, long length, WritableByteChannel out)
      throws StoreException, IOException {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new IllegalArgumentException("not a part of the content");
    }
    var end = offset + length;
    for (var at = offset; at < end; ) {
      var until = await(at, end);
      while (at < until) {
        var sent = channel.transferTo(at, Math.min(until - at, PIECE), out);
        if (sent <= 0) {
          throw lost("it is shorter than what came", null);
        }
        at += sent;
      }
    }
  }

  private long await(long offset, long end) throws StoreException {
    try {
      return arrival.await(offset, end);
    } catch (IOException e) {
      throw lost(String.valueOf(e.getMessage()), e);
    }
  }

  private StoreException lost(String why, @Nullable Throwable cause) {
    return new StoreException(
        "storage-unavailable",
        "Reading blob " + arrival.digest() + " from upstream",
        why,
        "Pull again",
        cause);
  }

  @Override
  public InputStream read(long offset) {
    return new InputStream() {
      private long at = offset;

      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        if (at >= size) {
          return -1;
        }
        var until = waited();
        var wanted = (int) Math.min(length, until - at);
        var read = channel.read(ByteBuffer.wrap(target, from, wanted), at);
        if (read <= 0) {
          throw new IOException("what came of the blob is gone");
        }
        at += read;
        return read;
      }

      private long waited() throws IOException {
        try {
          return await(at, size);
        } catch (StoreException e) {
          throw new IOException(e.getMessage(), e);
        }
      }
    };
  }

  /// None: a file's end is the content's, and this one's is not there yet.
  @Override
  public Optional<FileChannel> file() {
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
