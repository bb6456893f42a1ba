package io.breakwater.registry.mirror;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/// Work that many ask for at the same time and that is done once. It goes on when those who
/// asked have gone.
final class Flights<K, V> {
  private final ConcurrentHashMap<K, FutureTask<V>> flights = new ConcurrentHashMap<>();

  /// The work of a key that is going on, or this one.
  FutureTask<V> join(K key, Callable<V> work) {
    // Taken out before its end is seen: nobody joins what is over.
    var mine =
        new FutureTask<>(
            () -> {
              try {
                return work.call();
              } finally {
                flights.remove(key);
              }
            });
    var there = flights.putIfAbsent(key, mine);
    if (there != null) {
      return there;
    }
    Thread.ofVirtual().name("mirror").start(mine);
    return mine;
  }
}
