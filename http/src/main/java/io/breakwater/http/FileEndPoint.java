package io.breakwater.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// A connection without TLS, to which the system sends files by itself (`sendfile(2)`): their
/// bytes never come into this process.
///
/// The library sends buffers only. So it is given one that stands for a part of the file: it
/// has as many bytes, all 0, and none of them is sent. Framing, waiting for the client, time
/// limits and the connection's further use stay the library's.
final class FileEndPoint extends SocketChannelEndPoint {
  /// What one buffer can stand for at most.
  static final int MOST = 1024 * 1024;

  /// Bytes a second that tell memory from a disk, on a machine that has other work as well.
  private static final double IN_MEMORY = 250e6;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(MOST).asReadOnlyBuffer();

  /// Set by the request's thread before it hands the buffer over, and taken away behind it; the
  /// library's own states order that before any other thread's look.
  private volatile @Nullable Part part;

  FileEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /// Gives connections this end.
  static final class Connector extends ServerConnector {
    Connector(Server server, ConnectionFactory... factories) {
      super(server, 1, -1, factories);
    }

    @Override
    protected FileEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      var endPoint = new FileEndPoint(channel, selector, key, getScheduler());
      endPoint.setIdleTimeout(getIdleTimeout());
      return endPoint;
    }
  }

  private static final class Part {
    private final FileChannel file;
    private final ByteBuffer standIn;
    private final int length;
    private long position;
    private long nanos;
    private volatile @Nullable IOException failure;

    Part(FileChannel file, long position, ByteBuffer standIn) {
      this.file = file;
      this.position = position;
      this.standIn = standIn;
      this.length = standIn.remaining();
    }

    void readable() throws IOException {
      try {
        if (file.read(ByteBuffer.allocate(1), position) < 0) {
          throw new EOFException("the file ends before its end");
        }
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  /// A buffer that stands for a part of a file, to be written to this connection as it is and
  /// before anything else.
  ///
  /// @param length at most [#MOST]
  ByteBuffer standIn(FileChannel file, long position, int length) {
    var buffer = ZEROS.slice(0, length);
    part = new Part(file, position, buffer);
    return buffer;
  }

  /// Says that what the last one stood for was sent.
  ///
  /// @return whether it lay in memory, as far as its speed tells
  boolean sent() {
    var last = part;
    part = null;
    return last != null && last.nanos * 1e-9 * IN_MEMORY < last.length;
  }

  /// What made the file's sending fail, where it was not the client.
  @Nullable IOException failure() {
    var last = part;
    return last == null ? null : last.failure;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    var sending = part;
    if (sending == null || !sending.standIn.hasRemaining()) {
      return super.flush(buffers);
    }
    var at = indexOf(sending.standIn, buffers);
    if (at == buffers.length) {
      // It was copied on the way here, and the copy must not go out.
      throw new IOException("a file's part is missing in what is to be sent");
    }
    return (at == 0 || super.flush(Arrays.copyOf(buffers, at)))
        && flush(sending)
        && (at + 1 == buffers.length
            || super.flush(Arrays.copyOfRange(buffers, at + 1, buffers.length)));
  }

  @SuppressWarnings("ReferenceEquality") // others may be equal
  private static int indexOf(ByteBuffer standIn, ByteBuffer... buffers) {
    var at = 0;
    while (at < buffers.length && buffers[at] != standIn) {
      at++;
    }
    return at;
  }

  /// Sends as much of a part as the connection takes.
  ///
  /// @return whether that was all
  private boolean flush(Part sending) throws IOException {
    var standIn = sending.standIn;
    while (standIn.hasRemaining()) {
      var count = transfer(sending);
      if (count == 0) {
        // The connection takes nothing now, or the file has nothing.
        sending.readable();
        return false;
      }
      notIdle();
      sending.position += count;
      standIn.position(standIn.position() + (int) count);
    }
    return true;
  }

  private long transfer(Part sending) throws IOException {
    var since = System.nanoTime();
    try {
      return sending.file.transferTo(sending.position, sending.standIn.remaining(), getChannel());
    } catch (IOException e) {
      // Of either side.
      sending.readable();
      throw new EofException(e);
    } finally {
      sending.nanos += System.nanoTime() - since;
    }
  }
}
