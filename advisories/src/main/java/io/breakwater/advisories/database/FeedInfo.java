package io.breakwater.advisories.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a database knows of one of its feeds.
///
/// @param name `alpine`, `debian`, `ubuntu`, `kev`
/// @param asOf the publisher's date, see [io.breakwater.advisories.Advisories.Feed]
/// @param rows rows in the database
/// @param records records that were understood
/// @param refused records that were not
/// @param digest SHA-256 over names and bytes of the files it came from, hexadecimal
/// @param error why the newest files of the feed were refused, so that these rows come from an
///     earlier database; null when they are the newest
/// @param refusals the first refused records with their reasons
/// @param notes what was left out on purpose, with counts
public record FeedInfo(
    String name,
    @Nullable Instant asOf,
    long rows,
    long records,
    long refused,
    String digest,
    @Nullable String error,
    List<String> refusals,
    List<String> notes) {
  public FeedInfo {
    refusals = List.copyOf(refusals);
    notes = List.copyOf(notes);
  }

  FeedInfo withRows(long count) {
    return new FeedInfo(name, asOf, count, records, refused, digest, error, refusals, notes);
  }

  /// The same feed, kept because a newer one was refused.
  public FeedInfo keptBecause(String reason) {
    return new FeedInfo(name, asOf, rows, records, refused, digest, reason, refusals, notes);
  }
}
