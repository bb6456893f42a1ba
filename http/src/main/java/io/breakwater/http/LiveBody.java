package io.breakwater.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A body of which every piece goes out when it is written. Closing it does not end it.
final class LiveBody extends OutputStream {
  private final ResponseSink sink;

  LiveBody(ResponseSink sink) {
    this.sink = sink;
    sink.begin(-1);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      sink.write(false, ByteBuffer.wrap(bytes, offset, length));
    }
  }

  /// Ends it.
  void finish() throws IOException {
    sink.write(true, ByteBuffer.allocate(0));
  }
}
