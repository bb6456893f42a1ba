package io.breakwater.inventory.dpkg;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Fuzz target: any bytes as a `status` file. No exception is permitted, and a database that is
/// not understood says so.
public final class DpkgFuzz {
  private static final DatabaseLimits LIMITS =
      new DatabaseLimits(64 << 10, 64 << 10, 4096, 100, 1 << 20);

  private DpkgFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      var list =
          new DpkgDatabase()
              .read("status", new ByteArrayInputStream(data), LIMITS, FileListSink.NONE);
      boolean blank = new String(data, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
      if (list.packages().isEmpty()
          && list.damage() == null
          && !blank
          && data[0] > ' '
          && !new String(data, java.nio.charset.StandardCharsets.ISO_8859_1)
              .toLowerCase(java.util.Locale.ROOT)
              .contains("status")) {
        throw new AssertionError("an unread database without damage");
      }
    } catch (IOException e) {
      throw new AssertionError("reading memory fails", e);
    }
  }
}
