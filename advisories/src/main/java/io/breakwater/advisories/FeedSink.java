package io.breakwater.advisories;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a feed's reader puts what it reads. One sink takes one feed, from one thread.
///
/// A reader calls [#record] for every record that it understood and [#refused] for every one
/// that it did not; the share of the refused ones decides whether the feed is believed.
public interface FeedSink {
  /// What the distribution says of one vulnerability in one package.
  void row(Advisory row) throws FeedException;

  /// What a security notice says; joined with the row of the same release, package and issue,
  /// or a row by itself where the distribution's tracker has none.
  void notice(NoticeRow row) throws FeedException;

  /// The feed speaks of a release, with or without rows.
  void covers(String release);

  /// The feed lists the release's open issues too, not only its fixes.
  void publishesUnfixed(String release);

  /// An entry of the catalogue of known exploited vulnerabilities.
  void exploited(Exploited entry) throws FeedException;

  /// The products (CPE 2.2 URIs) whose packages a repository holds.
  void repository(String name, List<String> cpes) throws FeedException;

  /// A record was understood.
  void record();

  /// A record, or a part of one, was not understood.
  void refused(String record, String reason);

  /// A record was understood and left out on purpose.
  ///
  /// @param kind what it is, in few words: `release potato`, `ecosystem Ubuntu:Pro:FIPS:…`
  void unused(String kind);

  /// A date in the content; the newest of them is the feed's.
  void dated(Instant date);

  /// A notice's word on one issue in one package of one release.
  ///
  /// @param cve the issue
  /// @param state [Advisory.State#FIXED] with a version, or what the notice says instead
  /// @param title for people, used where nothing better describes the issue
  record NoticeRow(
      String release,
      String packageName,
      String cve,
      Advisory.State state,
      @Nullable String fixedVersion,
      Advisory.Availability availability,
      Advisory.Notice notice,
      String title,
      String feed) {
    public NoticeRow {
      if ((state == Advisory.State.FIXED) != (fixedVersion != null)) {
        throw new IllegalArgumentException("a fixed version and the state FIXED go together");
      }
    }
  }

  /// An issue that is known to be exploited.
  ///
  /// @param added day it was listed
  /// @param due day by which United States agencies must have acted, or null
  record Exploited(String cve, LocalDate added, @Nullable LocalDate due) {}
}
