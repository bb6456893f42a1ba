package io.breakwater.http;

import io.breakwater.http.HttpCounters.Limit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;

/// Counts connections, and closes those that take too long over a handshake or over headers:
/// the library's own timeout begins anew with each byte.
final class ConnectionWatch implements Connection.Listener {
  private final Limits limits;
  private final HttpCounters counters;
  private final ConcurrentHashMap<EndPoint, State> states = new ConcurrentHashMap<>();

  ConnectionWatch(Limits limits, HttpCounters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  /// A connection. Bytes are those of the wire.
  private static final class State {
    private final Connection connection;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean multiplexed;
    private volatile long bytesWhenIdle;
    private volatile long headerSince = System.nanoTime();
    private volatile boolean inHeader = true;

    State(Connection connection) {
      this.connection = connection;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    // The connection within TLS has an end of its own, and is the same connection.
    if (!(connection.getEndPoint() instanceof SelectableChannelEndPoint)) {
      return;
    }
    if (states.putIfAbsent(connection.getEndPoint(), new State(connection)) == null
        && counters.opened() > limits.connections()) {
      counters.meet(Limit.CONNECTIONS);
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (states.remove(connection.getEndPoint()) != null) {
      counters.closed();
    }
  }

  private static EndPoint wire(EndPoint endPoint) {
    return endPoint instanceof SslConnection.SslEndPoint secure
        ? secure.getSslConnection().getEndPoint()
        : endPoint;
  }

  void begin(Request request) {
    var meta = request.getConnectionMetaData();
    var state = states.get(wire(meta.getConnection().getEndPoint()));
    if (state != null) {
      state.running.incrementAndGet();
      state.inHeader = false;
      state.multiplexed = meta.getHttpVersion() == HttpVersion.HTTP_2;
    }
  }

  void end(Request request) {
    var state = states.get(wire(request.getConnectionMetaData().getConnection().getEndPoint()));
    if (state != null) {
      state.bytesWhenIdle = state.connection.getBytesIn();
      state.running.decrementAndGet();
    }
  }

  /// Looks at all of them once.
  void sweep() {
    var now = System.nanoTime();
    for (var entry : states.entrySet()) {
      var state = entry.getValue();
      if (state.running.get() > 0 || state.multiplexed) {
        continue;
      }
      if (!state.inHeader) {
        // Bytes after the last request: the next one has begun.
        if (state.connection.getBytesIn() > state.bytesWhenIdle) {
          state.headerSince = now;
          state.inHeader = true;
        }
      } else if (now - state.headerSince > limits.headerTime().toNanos()) {
        counters.meet(Limit.HEADER_TIME);
        entry.getKey().close(new TimeoutException("headers took too long"));
      }
    }
  }
}
