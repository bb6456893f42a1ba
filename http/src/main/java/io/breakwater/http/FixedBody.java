package io.breakwater.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// A body of a known length. Small writes are gathered, large ones go through as they are; the
/// last byte ends it.
final class FixedBody extends OutputStream {
  private static final int SMALL = 4 * 1024;

  private final ResponseSink sink;
  private byte @Nullable [] small;
  private int held;
  private long left;

  FixedBody(ResponseSink sink, long length) throws IOException {
    this.sink = sink;
    this.left = length;
    sink.begin(length);
    if (length == 0) {
      sink.write(true, ByteBuffer.allocate(0));
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length >= SMALL - held || length >= left - held) {
      write(ByteBuffer.wrap(bytes, offset, length));
      return;
    }
    if (small == null) {
      small = new byte[SMALL];
    }
    System.arraycopy(bytes, offset, small, held, length);
    held += length;
  }

  void write(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() > left - held) {
      throw new IllegalStateException("the body is longer than announced");
    }
    if (bytes.hasRemaining()) {
      flush();
      left -= bytes.remaining();
      sink.write(left == 0, bytes);
    }
  }

  /// Ends it without its bytes: nobody wants them.
  void skip() throws IOException {
    if (left > 0) {
      left = 0;
      sink.write(true, ByteBuffer.allocate(0));
    }
  }

  @Override
  public void flush() throws IOException {
    if (held > 0 && small != null) {
      var bytes = ByteBuffer.wrap(small, 0, held);
      left -= held;
      held = 0;
      sink.write(left == 0, bytes);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  /// The same for those who write buffers.
  WritableByteChannel channel() {
    return new Channel(this);
  }

  private record Channel(FixedBody out) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      var length = bytes.remaining();
      out.write(bytes);
      return length;
    }

    @Override
    public boolean isOpen() {
      return out.left > 0;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
