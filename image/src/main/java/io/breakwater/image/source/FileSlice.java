package io.breakwater.image.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a file, read by position so that several can be read at once.
final class FileSlice extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long at;

  FileSlice(FileChannel channel, long offset, long size) {
    this.channel = channel;
    this.at = offset;
    this.end = offset + size;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    var wanted = (int) Math.min(length, end - at);
    if (wanted <= 0) {
      return length == 0 ? 0 : -1;
    }
    var count = channel.read(ByteBuffer.wrap(target, offset, wanted), at);
    if (count > 0) {
      at += count;
    }
    return count;
  }
}
