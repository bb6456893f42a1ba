package io.breakwater.testkit.images;

/// Which dialect a layer's archive is written in.
public enum TarFormat {
  /// POSIX.1-2001: what does not fit a ustar header goes into extended headers (`x`).
  PAX,
  /// GNU: long names by `L` and `K` entries, large numbers in base 256.
  GNU,
  /// POSIX.1-1988 without extensions: prefix and name, 100 bytes of link target, 8 GiB.
  USTAR
}
