package io.breakwater.registry.namespaces;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Remembers namespaces for a second, so that pulls need not ask for the same at each request. A
/// change made here is seen at once, one made by another replica within that second. Names that
/// are none are not remembered: anybody can think of any number of those.
final class RecentStates {
  static final long NANOS = 1_000_000_000;
  private static final int MOST = 10_000;

  private final ConcurrentHashMap<String, Recent> recent = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final LongSupplier nanos;

  RecentStates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Recent(NamespaceState state, long at) {}

  Optional<NamespaceState> find(String name) {
    var found = recent.get(name);
    return found == null || nanos.getAsLong() - found.at() >= NANOS
        ? Optional.empty()
        : Optional.of(found.state());
  }

  /// To be asked for before what is to be kept is read.
  Reading reading() {
    return new Reading(changes.get(), nanos.getAsLong());
  }

  /// When something was read.
  ///
  /// @param changes that had been made
  record Reading(long changes, long at) {}

  void keep(NamespaceState state, Reading reading) {
    if (recent.size() >= MOST) {
      recent.clear();
    }
    // Not where it was changed since: a change counts first and forgets then.
    recent.compute(
        state.name(),
        (name, old) -> changes.get() == reading.changes() ? new Recent(state, reading.at()) : old);
  }

  /// To be called after a change.
  void forget(String name) {
    changes.incrementAndGet();
    recent.remove(name);
  }
}
