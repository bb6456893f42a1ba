package io.breakwater.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Buffers outside of the heap that are used again: to make and clear one costs as much as to
/// send what is in it.
final class TransferBuffers {
  private static final int BYTES = 128 * 1024;
  private static final int KEPT = 64;

  private final ArrayBlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

  ByteBuffer take() {
    var buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer;
  }

  void give(ByteBuffer buffer) {
    free.offer(buffer);
  }
}
