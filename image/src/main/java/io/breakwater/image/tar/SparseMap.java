package io.breakwater.image.tar;

import java.util.Arrays;

/// Where a sparse file has bytes: sorted, disjoint runs; all else is zeros.
final class SparseMap {
  /// Runs beyond this are refused; each costs 16 bytes of heap.
  static final int MAX_RUNS = 1_000_000;

  final long size;
  private final long[] pairs;
  private final int length;

  private SparseMap(long size, long[] pairs, int length) {
    this.size = size;
    this.pairs = pairs;
    this.length = length;
  }

  int runs() {
    return length / 2;
  }

  long offset(int run) {
    return pairs[2 * run];
  }

  long end(int run) {
    return pairs[2 * run] + pairs[2 * run + 1];
  }

  /// Collects offset, length, offset, length, ...
  static final class Builder {
    private long[] pairs = new long[8];
    private int length;

    void add(long value) throws MalformedTar {
      if (length == 2 * MAX_RUNS) {
        throw new MalformedTar("a sparse file has more than " + MAX_RUNS + " runs");
      }
      if (length == pairs.length) {
        pairs = Arrays.copyOf(pairs, length * 2);
      }
      pairs[length++] = value;
    }

    boolean isEmpty() {
      return length == 0;
    }

    /// Checks the runs against the file's size and the bytes that the archive holds.
    SparseMap build(long size, long stored) throws MalformedTar {
      if (length % 2 != 0 || size < 0) {
        throw new MalformedTar("a sparse map is incomplete");
      }
      var end = 0L;
      var sum = 0L;
      for (var i = 0; i < length; i += 2) {
        var offset = pairs[i];
        var run = pairs[i + 1];
        if (offset < end || run < 0 || offset > size || run > size - offset) {
          throw new MalformedTar("a sparse map's runs overlap or pass the file's size of " + size);
        }
        end = offset + run;
        sum += run;
      }
      if (sum != stored) {
        throw new MalformedTar(
            "a sparse map tells of " + sum + " bytes, the archive holds " + stored);
      }
      return new SparseMap(size, pairs, length);
    }
  }
}
