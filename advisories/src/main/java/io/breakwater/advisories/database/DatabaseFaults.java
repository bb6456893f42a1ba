package io.breakwater.advisories.database;

import io.breakwater.advisories.FeedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The errors of the database.
final class DatabaseFaults {
  private static final String BUILD_AGAIN =
      "Build it again (breakwater feeds update or feeds import)";

  private DatabaseFaults() {}

  static FeedException refused(String code, String file, String why, @Nullable Throwable cause) {
    return new FeedException(code, file, why, BUILD_AGAIN, cause);
  }

  static FeedException notWritten(String file, IOException e) {
    return new FeedException(
        "database-not-written",
        file,
        String.valueOf(e.getMessage()),
        "Check that the disk has room and the folder may be written to",
        e);
  }

  /// A verified file that contradicts itself: it was made by hand.
  static DamagedDatabaseException damaged(String why) {
    return new DamagedDatabaseException("the advisory database contradicts itself: " + why);
  }
}
