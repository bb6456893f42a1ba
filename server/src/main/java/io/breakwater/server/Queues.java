package io.breakwater.server;

import io.breakwater.accounts.stored.StoredAuditTrail;
import io.breakwater.registry.verdicts.layers.LayerInventories;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.PackageIndexing;

/// How much waits to be done. Uploads and the package index are everybody's who shares the
/// metadata, the rest is this server's.
///
/// @param metadata asked at each look; where they do not answer, nothing is said of them
record Queues(Metadata metadata, LayerInventories layers, StoredAuditTrail audit) {
  private record Counts(long uploads, long images) {}

  void metrics(MetricsText text) {
    text.add(Metric.LAYERS_WAITING, (long) layers.pending());
    text.add(Metric.AUDIT_WAITING, (long) audit.waiting());
    try {
      var counts =
          metadata.read(tx -> new Counts(tx.uploads().count(), PackageIndexing.waiting(tx)));
      text.add(Metric.UPLOADS_OPEN, counts.uploads());
      text.add(Metric.INDEX_WAITING, counts.images());
    } catch (StoreException e) {
      // Readiness says so.
    }
  }
}
