package io.breakwater.store.metadata;

import java.util.BitSet;
import java.util.TreeMap;

/// A set of ids that lie close together, a bit each.
final class ManifestBits {
  private static final int SHIFT = 16;
  private static final int WITHIN = (1 << SHIFT) - 1;

  private final TreeMap<Long, BitSet> blocks = new TreeMap<>();
  private long last = -1;
  private BitSet block = new BitSet();

  /// Whether it is new.
  boolean add(long id) {
    if (id >>> SHIFT != last) {
      last = id >>> SHIFT;
      block = blocks.computeIfAbsent(last, none -> new BitSet());
    }
    var bit = (int) (id & WITHIN);
    if (block.get(bit)) {
      return false;
    }
    block.set(bit);
    return true;
  }

  long[] sorted() {
    return blocks.entrySet().stream()
        .flatMapToLong(
            entry -> entry.getValue().stream().mapToLong(bit -> (entry.getKey() << SHIFT) | bit))
        .toArray();
  }
}
