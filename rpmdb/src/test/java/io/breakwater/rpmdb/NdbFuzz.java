package io.breakwater.rpmdb;

import java.lang.foreign.MemorySegment;

/// Fuzz target: any bytes as `Packages.db`. No exception is permitted; what is not understood is
/// told, and reading twice gives the same.
public final class NdbFuzz {
  private NdbFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Fuzzing.check(RpmStore.NDB, MemorySegment.ofArray(data), null);
  }
}
