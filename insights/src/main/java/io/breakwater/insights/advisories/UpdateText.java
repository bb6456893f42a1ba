package io.breakwater.insights.advisories;

import io.breakwater.advisories.database.DatabaseDelta.Counts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An update as a setting keeps it: `TIME ADDED CHANGED WITHDRAWN FEED,FEED`, with `-` for each
/// number that is not known; the version is the setting's name.
final class UpdateText {
  private static final String UNKNOWN = "-";

  private UpdateText() {}

  static String write(AdvisoryUpdate update) {
    var numbers =
        update
            .rows()
            .map(rows -> rows.added() + " " + rows.changed() + " " + rows.withdrawn())
            .orElse("- - -");
    return update.time() + " " + numbers + " " + String.join(",", update.feeds());
  }

  /// Empty for what another version of this program wrote otherwise.
  static Optional<AdvisoryUpdate> read(String version, String text) {
    var parts = text.split(" ", -1);
    if (parts.length != 5) {
      return Optional.empty();
    }
    try {
      var rows =
          parts[1].equals(UNKNOWN)
              ? Optional.<Counts>empty()
              : Optional.of(
                  new Counts(
                      Long.parseLong(parts[1]),
                      Long.parseLong(parts[2]),
                      Long.parseLong(parts[3])));
      var feeds =
          parts[4].isEmpty() ? List.<String>of() : Stream.of(parts[4].split(",", -1)).toList();
      return Optional.of(new AdvisoryUpdate(Instant.parse(parts[0]), version, rows, feeds));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
