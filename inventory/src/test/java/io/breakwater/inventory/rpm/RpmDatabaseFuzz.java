package io.breakwater.inventory.rpm;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Fuzz target: the first byte chooses the kind of store, two bytes the length of what is taken for
/// its write-ahead log, the rest is the store. No exception is permitted, and a store that gives
/// no package says why.
public final class RpmDatabaseFuzz {
  private static final DatabaseLimits LIMITS =
      new DatabaseLimits(1 << 20, 1 << 20, 4096, 100, 1 << 20);
  private static final List<String> NAMES = List.of("rpmdb.sqlite", "Packages.db", "Packages");

  private RpmDatabaseFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 3) {
      return;
    }
    var name = NAMES.get((data[0] & 0xff) % NAMES.size());
    int logLength = Math.min(data.length - 3, (data[1] & 0xff) << 8 | (data[2] & 0xff));
    var log = MemorySegment.ofArray(Arrays.copyOfRange(data, 3, 3 + logLength));
    var store = MemorySegment.ofArray(Arrays.copyOfRange(data, 3 + logLength, data.length));
    var database = new RpmDatabase();
    boolean changes = !database.changesIn(name + "-wal", log).isEmpty();
    var companions =
        changes && name.endsWith("sqlite")
            ? Map.of(RpmDatabase.LOG, log)
            : Map.<String, MemorySegment>of();
    database.changesIn(name + "-journal", log);
    try {
      var list = database.read(name, store, companions, LIMITS, FileListSink.NONE);
      for (var one : list.packages()) {
        if (one.name().isEmpty() || one.version().startsWith("-")) {
          throw new AssertionError("a package without name or version: " + one);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("reading memory fails", e);
    }
  }
}
