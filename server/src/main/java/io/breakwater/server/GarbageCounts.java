package io.breakwater.server;

import io.breakwater.registry.garbage.Collected;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import java.util.concurrent.atomic.LongAdder;

/// What garbage collections of this server removed since its start.
final class GarbageCounts {
  private final LongAdder manifests = new LongAdder();
  private final LongAdder links = new LongAdder();
  private final LongAdder blobs = new LongAdder();
  private final LongAdder orphans = new LongAdder();
  private final LongAdder uploads = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /// Counts one.
  ///
  /// @return how much it removed
  int add(Collected collected) {
    manifests.add(collected.manifests());
    links.add(collected.links());
    blobs.add(collected.blobs());
    orphans.add(collected.orphans());
    uploads.add(collected.uploads());
    failed.add(collected.failed());
    return Math.clamp(
        collected.manifests()
            + collected.links()
            + collected.blobs()
            + collected.orphans()
            + collected.uploads(),
        0,
        Integer.MAX_VALUE);
  }

  void metrics(MetricsText text) {
    text.add(Metric.GARBAGE, manifests.sum(), "manifests");
    text.add(Metric.GARBAGE, links.sum(), "links");
    text.add(Metric.GARBAGE, blobs.sum(), "blobs");
    text.add(Metric.GARBAGE, orphans.sum(), "orphans");
    text.add(Metric.GARBAGE, uploads.sum(), "uploads");
    text.add(Metric.GARBAGE_FAILED, failed.sum());
  }
}
