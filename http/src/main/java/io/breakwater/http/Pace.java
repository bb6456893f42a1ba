package io.breakwater.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.util.Blocker;

/// Waits for a client to take an answer, but not for one that takes it too slowly.
final class Pace {
  private final Limits limits;
  private final HttpCounters counters;
  private long waited;
  private long taken;

  Pace(Limits limits, HttpCounters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  void await(Blocker.Callback writing, int length) throws IOException, TimeoutException {
    var rate = limits.minimumRate();
    if (rate == 0 || length == 0) {
      writing.block();
      return;
    }
    taken += length;
    // What it may take for all until now, less what it took already.
    var allowed = limits.rateGrace().toNanos() + (long) (taken * 1e9 / rate) - waited;
    var since = System.nanoTime();
    try {
      writing.block(Math.max(allowed, 1_000_000), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      counters.meet(HttpCounters.Limit.ANSWER_RATE);
      throw e;
    } finally {
      waited += System.nanoTime() - since;
    }
  }
}
