package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.Digest;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What was read of layers lately; those that were used longest ago go first.
final class RecentRecords {
  private final long most;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Digest, LayerRecord> records = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /// @param most bytes
  RecentRecords(long most) {
    this.most = most;
  }

  Optional<LayerRecord> get(Digest layer) {
    lock.lock();
    try {
      return Optional.ofNullable(records.get(layer));
    } finally {
      lock.unlock();
    }
  }

  void put(Digest layer, LayerRecord record) {
    lock.lock();
    try {
      var before = records.put(layer, record);
      weight += record.weight() - (before == null ? 0 : before.weight());
      while (weight > most && !records.isEmpty()) {
        weight -= records.pollFirstEntry().getValue().weight();
      }
    } finally {
      lock.unlock();
    }
  }
}
