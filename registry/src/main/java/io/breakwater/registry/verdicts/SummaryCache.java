package io.breakwater.registry.verdicts;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was said of images lately, in memory. Bounded by two generations: when the young one is
/// full it becomes the old one, and the old one goes; what is asked for stays young. A look-up
/// takes no lock.
final class SummaryCache<K, V> {
  private final int most;
  private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

  /// @param most entries
  SummaryCache(int most) {
    this.most = most;
  }

  @Nullable V get(K key) {
    var found = young.get(key);
    if (found == null) {
      found = old.get(key);
      if (found != null) {
        put(key, found);
      }
    }
    return found;
  }

  void put(K key, V value) {
    young.put(key, value);
    if (young.size() > most / 2) {
      age();
    }
  }

  private synchronized void age() {
    if (young.size() > most / 2) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }

  int size() {
    return young.size() + old.size();
  }
}
