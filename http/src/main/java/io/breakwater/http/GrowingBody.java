package io.breakwater.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A body of a length that is known only at its end: held back while it is short. Closing it
/// does not end it, for that happens to failed ones too.
final class GrowingBody extends OutputStream {
  private static final int MOST = 32 * 1024;

  private final ResponseSink sink;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(512);
  private boolean begun;

  GrowingBody(ResponseSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (held.size() + length <= MOST) {
      held.write(bytes, offset, length);
      return;
    }
    if (!begun) {
      begun = true;
      sink.begin(-1);
    }
    if (held.size() > 0) {
      push(false);
    }
    sink.write(false, ByteBuffer.wrap(bytes, offset, length));
  }

  private void push(boolean last) throws IOException {
    var bytes = ByteBuffer.wrap(held.toByteArray());
    held.reset();
    sink.write(last, bytes);
  }

  /// Ends it.
  void finish() throws IOException {
    if (!begun) {
      sink.begin(held.size());
    }
    push(true);
  }
}
