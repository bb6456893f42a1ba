package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A blob's bytes; when the connection breaks or stalls, it goes on with a range request from
/// where it was. Size and digest are for the reader to compare.
final class BlobStream extends InputStream {
  private final Opener opener;
  private final long size;
  private final int attempts;
  private final long stallNanos;
  private final Thread watch;
  private @Nullable InputStream in;
  private long position;
  private int failures;
  private volatile long waitingSince;
  private volatile @Nullable InputStream waitingOn;
  private volatile boolean closed;

  /// Opens the blob from an offset on; the stream must start exactly there.
  interface Opener {
    InputStream open(long offset, int attempt) throws ImageException;
  }

  BlobStream(Opener opener, InputStream first, long size, int attempts, Duration stall) {
    this.opener = opener;
    this.in = first;
    this.size = size;
    this.attempts = attempts;
    this.stallNanos = stall.toNanos();
    this.watch = Thread.ofVirtual().name("blob-watch").start(this::watch);
  }

  /// Closes a connection that brings nothing, which ends the read that waits on it.
  private void watch() {
    while (!closed) {
      try {
        Thread.sleep(Duration.ofNanos(Math.max(stallNanos / 4, 1_000_000)));
      } catch (InterruptedException e) {
        return;
      }
      var stream = waitingOn;
      if (stream != null && System.nanoTime() - waitingSince > stallNanos) {
        closeQuietly(stream);
      }
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      if (size >= 0 && position >= size) {
        return length == 0 ? 0 : -1;
      }
      try {
        var count = readOnce(target, offset, length);
        if (count >= 0) {
          position += count;
          return count;
        }
        if (size < 0) {
          return -1;
        }
        throw new IOException("the connection ended after " + position + " of " + size + " bytes");
      } catch (IOException e) {
        reopen(e);
      }
    }
  }

  private int readOnce(byte[] target, int offset, int length) throws IOException {
    var stream = in;
    if (stream == null) {
      throw new IOException("the stream is closed");
    }
    waitingSince = System.nanoTime();
    waitingOn = stream;
    try {
      return stream.read(target, offset, length);
    } finally {
      waitingOn = null;
    }
  }

  private void reopen(IOException cause) throws IOException {
    closeQuietly(in);
    in = null;
    if (closed || ++failures >= attempts) {
      throw cause;
    }
    try {
      in = opener.open(position, failures);
    } catch (ImageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void closeQuietly(@Nullable InputStream stream) {
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    closeQuietly(in);
    in = null;
  }
}
