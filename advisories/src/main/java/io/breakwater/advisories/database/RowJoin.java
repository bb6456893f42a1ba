package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joins what trackers and notices say of one issue in one package of one release.
///
/// - A notice is attached to the tracker's rows of the same availability. Where their fixed
///   versions differ the tracker's stands and the row says so.
/// - A row that names notices keeps those whose own record was not read, and of the others
///   only those that speak of this package in this release.
/// - Where no tracker has a row, the notices make one for each availability: the fixed version
///   of the latest, for a later notice on the same issue repairs an incomplete fix.
final class RowJoin {
  private static final Comparator<Notice> OLDEST_FIRST =
      Comparator.comparing(RowJoin::published).thenComparing(Notice::id);

  private final TextPool pool;
  private final Map<String, FeedCollector> feeds;
  private long differing;

  RowJoin(TextPool pool, Map<String, FeedCollector> feeds) {
    this.pool = pool;
    this.feeds = feeds;
  }

  private static Instant published(Notice notice) {
    return notice.published() == null ? Instant.MIN : notice.published();
  }

  /// How many notices gave another version than the tracker.
  long differing() {
    return differing;
  }

  /// The rows to write for a group of rows on the same issue.
  List<int[]> join(List<int[]> group) throws FeedException {
    var statements = new ArrayList<int[]>();
    var notices = new ArrayList<int[]>();
    for (var row : group) {
      ((row[BuildRow.FLAGS] & Layout.NOTICE_FLAG) == 0 ? statements : notices).add(row);
    }
    if (statements.isEmpty()) {
      return fromNotices(notices);
    }
    for (var row : statements) {
      if (!notices.isEmpty() || !pool.text(row[BuildRow.NOTICES]).isEmpty()) {
        attach(row, notices);
      }
    }
    return statements;
  }

  private void attach(int[] row, List<int[]> notices) throws FeedException {
    var feed = feedOf(row);
    var collector = feeds.get(feed);
    var attached = new ArrayList<Notice>();
    var seen = new HashSet<String>();
    for (var candidate : notices) {
      if (availability(candidate) == availability(row) && feedOf(candidate).equals(feed)) {
        var notice = Packed.notices(pool.text(candidate[BuildRow.NOTICES])).getFirst();
        if (seen.add(notice.id())) {
          attached.add(notice);
        }
      }
    }
    for (var notice : Packed.notices(pool.text(row[BuildRow.NOTICES]))) {
      var unread = collector == null || !collector.knowsNotice(notice.id());
      if (unread && seen.add(notice.id())) {
        attached.add(notice);
      }
    }
    attached.sort(OLDEST_FIRST);
    row[BuildRow.NOTICES] = pool.number(Packed.notices(attached));
    noteDifference(row, notices);
  }

  /// Says so when the latest notice names another fixed version than the tracker.
  private void noteDifference(int[] row, List<int[]> notices) throws FeedException {
    if (state(row) != State.FIXED || row[BuildRow.DETAIL] >= 0) {
      return;
    }
    var latest = latest(notices, availability(row));
    if (latest != null
        && latest[BuildRow.FIXED] >= 0
        && latest[BuildRow.FIXED] != row[BuildRow.FIXED]) {
      differing++;
      var id = Packed.notices(pool.text(latest[BuildRow.NOTICES])).getFirst().id();
      row[BuildRow.DETAIL] =
          pool.number("notice-differs: " + id + " says " + pool.text(latest[BuildRow.FIXED]));
    }
  }

  private List<int[]> fromNotices(List<int[]> notices) throws FeedException {
    var rows = new ArrayList<int[]>();
    for (var availability : Advisory.Availability.values()) {
      var code = Codes.of(availability);
      var latest = latest(notices, code);
      if (latest == null) {
        continue;
      }
      var row = latest.clone();
      row[BuildRow.FLAGS] &= ~Layout.NOTICE_FLAG;
      var all = new ArrayList<Notice>();
      for (var other : notices) {
        var notice = Packed.notices(pool.text(other[BuildRow.NOTICES])).getFirst();
        if (availability(other) == code
            && all.stream().noneMatch(known -> known.id().equals(notice.id()))) {
          all.add(notice);
        }
      }
      all.sort(OLDEST_FIRST);
      row[BuildRow.NOTICES] = pool.number(Packed.notices(all));
      row[BuildRow.INFO] = withSummary(row);
      rows.add(row);
    }
    return rows;
  }

  /// The tracker's words on the issue in another release say more than the notice's title.
  private int withSummary(int[] row) throws FeedException {
    var collector = feeds.get(feedOf(row));
    var summary =
        collector == null ? null : collector.summaries().get(pool.text(row[BuildRow.CVE]));
    if (summary == null) {
      return row[BuildRow.INFO];
    }
    return pool.number(Packed.withSummary(pool.text(row[BuildRow.INFO]), summary));
  }

  private int @Nullable [] latest(List<int[]> notices, int availability) {
    int @Nullable [] latest = null;
    Notice newest = null;
    for (var row : notices) {
      if (availability(row) == availability) {
        var notice = Packed.notices(pool.text(row[BuildRow.NOTICES])).getFirst();
        if (newest == null || OLDEST_FIRST.compare(newest, notice) <= 0) {
          newest = notice;
          latest = row;
        }
      }
    }
    return latest;
  }

  private String feedOf(int[] row) {
    return Packed.feedOf(pool.text(row[BuildRow.INFO]));
  }

  private static int availability(int[] row) {
    return row[BuildRow.FLAGS] >> Layout.AVAILABILITY_SHIFT & Layout.AVAILABILITY_MASK;
  }

  private static State state(int[] row) {
    return Codes.state(row[BuildRow.FLAGS] >> Layout.STATE_SHIFT & Layout.STATE_MASK);
  }
}
