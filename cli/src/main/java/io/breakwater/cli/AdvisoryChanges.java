package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.database.DatabaseDelta;
import io.breakwater.cli.command.Session;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// What comes and goes with new advisories.
///
/// @param before those in use until now; null where there are none, or damaged ones
record AdvisoryChanges(@Nullable AdvisoryDatabase before) {
  /// To be called before the new ones are put in place; the mapping of the old file stays.
  static AdvisoryChanges since(Session session) {
    try {
      return new AdvisoryChanges(AdvisoryDatabase.open(session.folders().database()));
    } catch (FeedException e) {
      return new AdvisoryChanges(null);
    }
  }

  /// Prints one line, or none where there was nothing before.
  void print(PrintWriter out, AdvisoryDatabase now) {
    if (before == null) {
      return;
    }
    try {
      var counts = DatabaseDelta.between(before, now, change -> {});
      out.println(
          "since before: %d rows added, %d changed, %d withdrawn"
              .formatted(counts.added(), counts.changed(), counts.withdrawn()));
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }
}
