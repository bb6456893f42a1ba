package io.breakwater.rpmdb;

import io.breakwater.testkit.packages.RpmNdb;
import java.lang.foreign.MemorySegment;

/// Fuzz target: any bytes as a header, in a store that holds any blob. No exception is permitted;
/// a header that gives no package is told.
public final class HeaderFuzz {
  private HeaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Fuzzing.check(RpmStore.NDB, MemorySegment.ofArray(new RpmNdb().add(data).render()), null);
  }
}
