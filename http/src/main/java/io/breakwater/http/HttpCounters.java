package io.breakwater.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What a server has done since it started, for metrics. Safe for use by many threads.
public final class HttpCounters {
  /// A limit that was met.
  public enum Limit {
    CONNECTIONS,
    REQUESTS,
    HEADER_BYTES,
    HEADER_COUNT,
    URI_BYTES,
    HEADER_TIME,
    BODY_STALL,
    BODY_RATE,
    BODY_BYTES,
    ANSWER_RATE,
    /// Refused because the server is stopping.
    STOPPING,
    /// Not HTTP as it should be: framing, characters, encodings.
    MALFORMED
  }

  private final Map<Limit, LongAdder> met = new EnumMap<>(Limit.class);
  private final LongAdder requests = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  HttpCounters() {
    for (var limit : Limit.values()) {
      met.put(limit, new LongAdder());
    }
  }

  /// How often a limit was met.
  public long met(Limit limit) {
    return adder(limit).sum();
  }

  /// Requests that reached the filters.
  public long requests() {
    return requests.sum();
  }

  /// Bytes of bodies that were read.
  public long received() {
    return received.sum();
  }

  /// Bytes of bodies that were sent.
  public long sent() {
    return sent.sum();
  }

  /// Requests that run now.
  public int running() {
    return running.get();
  }

  /// Connections that are open now.
  public int connections() {
    return connections.get();
  }

  private LongAdder adder(Limit limit) {
    return Objects.requireNonNull(met.get(limit));
  }

  void meet(Limit limit) {
    adder(limit).increment();
  }

  int begin() {
    requests.increment();
    return running.incrementAndGet();
  }

  int end(long bytesIn, long bytesOut) {
    received.add(bytesIn);
    sent.add(bytesOut);
    return running.decrementAndGet();
  }

  int opened() {
    return connections.incrementAndGet();
  }

  void closed() {
    connections.decrementAndGet();
  }
}
