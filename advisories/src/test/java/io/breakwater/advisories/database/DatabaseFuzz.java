package io.breakwater.advisories.database;

import io.breakwater.advisories.FeedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// A database file made by somebody who knows the checksum.
public final class DatabaseFuzz {
  private DatabaseFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var bytes = ByteBuffer.wrap(data.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (data.length >= Layout.HEADER) {
      bytes.putLong(0, Layout.MAGIC);
      bytes.putInt(8, Layout.FORMAT);
      bytes.putLong(16, data.length);
      var crc = new CRC32C();
      crc.update(bytes.duplicate().position(Layout.CHECKED_FROM));
      bytes.putInt(Layout.CRC_AT, (int) crc.getValue());
    }
    try {
      var database = AdvisoryDatabase.of(bytes, "fuzz");
      database.find("debian:12", "a");
      database.findIssue("CVE-1");
      database.exploited("CVE-2");
      database.releases();
      database.verify();
    } catch (FeedException | DamagedDatabaseException _) {
      // Permitted: refused.
    }
  }
}
