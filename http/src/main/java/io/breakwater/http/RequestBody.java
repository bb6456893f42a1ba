package io.breakwater.http;

import io.breakwater.http.BodyException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// What comes behind the headers of a request.
///
/// Nothing is taken from the client before the first read: one that asked with
/// `Expect: 100-continue` sends nothing until then. Read it before the answer is begun; what is
/// left then is thrown away.
public final class RequestBody {
  private static final int READ_ALL_FIRST = 16 * 1024;

  /// Buffers that are thrown away to keep a connection.
  private static final int DRAINED = 4;

  private final org.eclipse.jetty.server.Request jetty;
  private final Limits limits;
  private final HttpCounters counters;
  private final Stream stream;
  private long limit = Long.MAX_VALUE;
  private long read;
  private long waited;
  private boolean begun;
  private boolean ended;
  private @Nullable BodyException failure;

  RequestBody(org.eclipse.jetty.server.Request jetty, Limits limits, HttpCounters counters) {
    this.jetty = jetty;
    this.limits = limits;
    this.counters = counters;
    this.ended = !expected();
    this.stream = new Stream();
  }

  private boolean expected() {
    if (jetty.getLength() >= 0) {
      return jetty.getLength() > 0;
    }
    return !http1() || jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /// Whether the connection carries one request at a time.
  boolean http1() {
    return jetty.getConnectionMetaData().getHttpVersion().getVersion()
        <= HttpVersion.HTTP_1_1.getVersion();
  }

  /// Bytes that will come; empty where the client did not say.
  public OptionalLong declaredLength() {
    var length = jetty.getLength();
    if (length >= 0) {
      return OptionalLong.of(length);
    }
    return ended && read == 0 ? OptionalLong.of(0) : OptionalLong.empty();
  }

  /// Reads it. All calls give the same stream, which throws [BodyException] where the body does
  /// not come whole: its end is reached only if the client said that it is the end.
  public InputStream stream() {
    return stream;
  }

  /// Reads it up to a length.
  ///
  /// @param max bytes; the stream throws [BodyException] where there are more
  /// @throws BodyException the client announced more; nothing was taken
  public InputStream stream(long max) throws BodyException {
    limit = max;
    if (jetty.getLength() > max) {
      throw tooLarge();
    }
    return stream;
  }

  /// Reads all of it.
  ///
  /// @param max bytes
  public byte[] readAll(int max) throws IOException {
    var in = stream(max);
    var known = Math.toIntExact(Math.min(Math.max(jetty.getLength(), 0), READ_ALL_FIRST));
    return known > 0 && known == jetty.getLength() ? in.readNBytes(known) : in.readAllBytes();
  }

  /// Bytes that were read until now.
  public long read() {
    return read;
  }

  /// Whether nothing more will come.
  boolean ended() {
    return ended;
  }

  /// Whether what comes is already here; throws it away where it is.
  boolean endsWithWhatIsHere() {
    for (var i = 0; i < DRAINED && !ended && failure == null && !awaitsContinue(); i++) {
      var chunk = jetty.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return false;
      }
      ended = chunk.isLast();
      chunk.release();
    }
    return ended;
  }

  /// Whether the client waits for a word before it sends anything.
  boolean awaitsContinue() {
    return !begun && jetty.getHeaders().contains(HttpHeader.EXPECT);
  }

  /// Throws away what a client sends on that has not yet read its refusal. If the connection
  /// were closed at once, the refusal would be lost with it.
  void linger(long nanos) {
    if (ended || failure != null || awaitsContinue() || !http1()) {
      return;
    }
    var until = System.nanoTime() + nanos;
    var endPoint = endPoint();
    var before = endPoint.getIdleTimeout();
    endPoint.setIdleTimeout(Math.min(before, 1_000));
    try (var in = Content.Source.asInputStream(jetty)) {
      var waste = new byte[READ_ALL_FIRST];
      var more = true;
      while (more && System.nanoTime() - until < 0) {
        more = in.read(waste) >= 0;
      }
    } catch (IOException | RuntimeException _) {
      // It is gone; so much the better.
    } finally {
      endPoint.setIdleTimeout(before);
    }
  }

  private EndPoint endPoint() {
    return jetty.getConnectionMetaData().getConnection().getEndPoint();
  }

  private BodyException tooLarge() {
    counters.meet(HttpCounters.Limit.BODY_BYTES);
    return new BodyException(Reason.TOO_LARGE, read, "at most " + limit + " bytes", null);
  }

  private BodyException failed(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof TimeoutException) {
        counters.meet(HttpCounters.Limit.BODY_STALL);
        return new BodyException(Reason.TOO_SLOW, read, null, cause);
      }
    }
    return new BodyException(Reason.CUT, read, null, cause);
  }

  private final class Stream extends InputStream {
    private final InputStream in = Content.Source.asInputStream(jetty);
    private final byte[] one = new byte[1];

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        return -1;
      }
      if (length == 0) {
        return 0;
      }
      try {
        return checked(waiting(bytes, offset, length));
      } catch (BodyException known) {
        failure = known;
        throw known;
      } catch (IOException | RuntimeException cause) {
        failure = failed(cause);
        throw failure;
      }
    }

    private int waiting(byte[] bytes, int offset, int length) throws IOException {
      if (!begun && http1()) {
        endPoint().setIdleTimeout(limits.stallTime().toMillis());
      }
      begun = true;
      var since = System.nanoTime();
      try {
        return in.read(bytes, offset, length);
      } finally {
        waited += System.nanoTime() - since;
      }
    }

    private int checked(int count) throws BodyException {
      if (count < 0) {
        if (endedWithTheConnection()) {
          throw new BodyException(Reason.CUT, read, null, null);
        }
        ended = true;
        restore();
        return -1;
      }
      read += count;
      if (read > limit) {
        throw tooLarge();
      }
      if (waited > limits.rateGrace().toNanos() && read * 1e9 / waited < limits.minimumRate()) {
        counters.meet(HttpCounters.Limit.BODY_RATE);
        throw new BodyException(
            Reason.TOO_SLOW, read, "less than " + limits.minimumRate() + " bytes a second", null);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return ended || failure != null || !begun ? 0 : in.available();
    }

    /// Leaves what was not read where it is.
    @Override
    public void close() {}
  }

  /// Whether what the library takes for the end of chunks is that of the connection: it does so
  /// where that was cut between the CR and the LF behind a chunk, or behind the last chunk's
  /// line.
  private boolean endedWithTheConnection() {
    return jetty.getLength() < 0
        && jetty.getConnectionMetaData().getConnection() instanceof HttpConnection connection
        && connection.getParser().isState(HttpParser.State.CLOSED);
  }

  /// Gives the connection back its own patience.
  void restore() {
    if (begun && http1()) {
      endPoint().setIdleTimeout(limits.idleTime().toMillis());
    }
  }
}
