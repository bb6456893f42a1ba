package io.breakwater.inventory.apk;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Fuzz target: any bytes as apk's `installed`. No exception is permitted, and a database that is
/// not understood says so.
public final class ApkFuzz {
  private static final DatabaseLimits LIMITS =
      new DatabaseLimits(64 << 10, 64 << 10, 4096, 100, 1 << 20);

  private ApkFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      var list =
          new ApkDatabase()
              .read("installed", new ByteArrayInputStream(data), LIMITS, FileListSink.NONE);
      boolean empty = true;
      for (byte one : data) {
        empty &= one == '\n' || one == '\r';
      }
      if (list.packages().isEmpty() && list.damage() == null && !empty) {
        throw new AssertionError("an unread database without damage");
      }
    } catch (IOException e) {
      throw new AssertionError("reading memory fails", e);
    }
  }
}
