package io.breakwater.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;

/// Buffers outside of the heap that are used again: to make and clear one costs as much as to
/// send what is in it.
final class TransferBuffers {
  private static final int BYTES = 128 * 1024;
  private static final int KEPT = 64;

  private final ArrayBlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

  private ByteBuffer take() {
    var buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer;
  }

  /// Writes a part of a file.
  void copy(FileChannel file, long offset, long length, FixedBody out) throws IOException {
    var buffer = take();
    for (var left = length; left > 0; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      while (buffer.hasRemaining()) {
        if (file.read(buffer, offset + length - left + buffer.position()) < 0) {
          throw new EOFException("the file ends before its end");
        }
      }
      buffer.flip();
      left -= buffer.remaining();
      out.write(buffer);
    }
    // Only now: one that could not be written may still be in use.
    free.offer(buffer);
  }
}
