package io.breakwater.server.metrics;

import io.breakwater.http.AccessLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests as they end.
public final class RequestCounts implements AccessLog {
  /// Pulls by tag take milliseconds, pushes of layers minutes.
  private static final List<Double> BOUNDS =
      List.of(0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 60.0, 600.0);

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<String, Times> times = new ConcurrentHashMap<>();
  private final LongAdder cut = new LongAdder();

  private record Key(String method, String route, int status) {}

  private static final class Times {
    final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.size() + 1);
    final LongAdder micros = new LongAdder();
  }

  @Override
  public void over(Line line) {
    // Methods are the client's words; routes and statuses are ours.
    var method = known(line.method());
    counts
        .computeIfAbsent(new Key(method, line.route(), line.status()), none -> new LongAdder())
        .increment();
    var of = times.computeIfAbsent(method, none -> new Times());
    var seconds = line.millis() / 1e3;
    var bucket = 0;
    while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
      bucket++;
    }
    of.buckets.incrementAndGet(bucket);
    of.micros.add(Math.round(line.millis() * 1e3));
    if (!line.outcome().equals("done")) {
      cut.increment();
    }
  }

  private static String known(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "other";
    };
  }

  /// Adds what was counted.
  public void write(MetricsText text) {
    counts.forEach(
        (key, count) ->
            text.add(
                Metric.REQUESTS,
                count.sum(),
                key.method(),
                key.route(),
                Integer.toString(key.status())));
    times.forEach(
        (method, of) -> {
          var buckets = new long[BOUNDS.size() + 1];
          for (var i = 0; i < buckets.length; i++) {
            buckets[i] = of.buckets.get(i);
          }
          text.histogram(Metric.REQUEST_SECONDS, BOUNDS, buckets, of.micros.sum() / 1e6, method);
        });
    text.add(Metric.CUT, cut.sum());
  }
}
