package io.breakwater.rpmdb;

import java.lang.foreign.MemorySegment;

/// Fuzz target: any bytes as `Packages`. No exception is permitted; what is not understood is
/// told, and reading twice gives the same.
public final class BerkeleyFuzz {
  private BerkeleyFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Fuzzing.check(RpmStore.BERKELEY, MemorySegment.ofArray(data), null);
  }
}
