package io.breakwater.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes a response apart from how its body comes.
interface ResponseSink {
  /// Sends the headers with the first bytes.
  ///
  /// @param length of the body; -1 for an unknown one
  void begin(long length);

  /// Sends the remaining bytes of a buffer and waits until they are taken.
  void write(boolean last, ByteBuffer bytes) throws IOException;
}
