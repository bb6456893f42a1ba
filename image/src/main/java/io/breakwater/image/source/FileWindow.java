package io.breakwater.image.source;

import io.breakwater.image.ImageException;
import io.breakwater.image.compression.ByteWindow;
import io.breakwater.image.compression.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// An uncompressed archive in a file: skipping moves on without reading.
final class FileWindow extends ByteWindow {
  private final FileChannel channel;
  private final Subject subject;
  private final long size;

  FileWindow(FileChannel channel, Subject subject) throws IOException {
    super(32 << 10);
    this.channel = channel;
    this.subject = subject;
    this.size = channel.size();
  }

  @Override
  public boolean fill() throws ImageException {
    base += limit;
    position = 0;
    limit = 0;
    try {
      while (limit < buffer.length) {
        var count =
            channel.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit), base + limit);
        if (count < 0) {
          break;
        }
        limit += count;
      }
    } catch (IOException e) {
      throw subject.error("unreadable", "it could not be read: " + e, base, e);
    }
    return limit > 0;
  }

  @Override
  public long skip(long count) {
    var waiting = limit - position;
    if (count <= waiting) {
      position += (int) count;
      return count;
    }
    var step = Math.min(count, size - base - position);
    base += position + step;
    position = 0;
    limit = 0;
    return step;
  }

  @Override
  public void verify() {
    // The archive itself has no digest; its blobs have theirs.
  }

  @Override
  public void close() {
    // The channel belongs to the archive.
  }
}
