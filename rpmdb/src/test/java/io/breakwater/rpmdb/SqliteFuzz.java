package io.breakwater.rpmdb;

import java.lang.foreign.MemorySegment;

/// Fuzz target: any bytes as `rpmdb.sqlite` and its log. The first two bytes say, big-endian, how
/// many blocks of 512 bytes are the store; the rest is the log. No exception is permitted.
public final class SqliteFuzz {
  private SqliteFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    var all = MemorySegment.ofArray(data);
    long end = 2 + Math.min(data.length - 2L, 512L * ((data[0] & 0xff) << 8 | (data[1] & 0xff)));
    Fuzzing.check(RpmStore.SQLITE, all.asSlice(2, end - 2), all.asSlice(end));
  }
}
