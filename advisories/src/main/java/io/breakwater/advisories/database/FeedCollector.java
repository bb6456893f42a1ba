package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Takes one feed for a database; used by one thread.
public final class FeedCollector implements FeedSink {
  private static final int KEPT_REFUSALS = 20;
  private static final int KEPT_NOTES = 50;

  private final String name;
  private final TextPool pool;
  private final RowRuns runs;
  private final Set<String> knownNotices = new HashSet<>();
  private final Map<String, String> summaries = new HashMap<>();
  private final Map<String, Exploited> exploited = new TreeMap<>();
  private final Map<String, List<String>> repositories = new TreeMap<>();
  private final Map<String, Long> unused = new TreeMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final Set<String> covered = new TreeSet<>();
  private final Set<String> unfixedToo = new HashSet<>();
  private long records;
  private long refused;
  private @Nullable Instant newest;

  // The last packed info, for feeds whose records give many rows with the same one.
  private @Nullable Advisory lastRow;
  private int lastInfo;
  private @Nullable Scope lastScope;
  private int lastScopeNumber;
  private @Nullable List<Advisory.Notice> lastNotices;
  private int lastNoticesNumber;

  FeedCollector(String name, TextPool pool, Path folder) {
    this.name = name;
    this.pool = pool;
    this.runs = new RowRuns(folder);
  }

  @Override
  public void row(Advisory row) throws FeedException {
    var flags = flags(row.kind(), row.state(), row.availability());
    var ints = new int[BuildRow.WIDTH];
    ints[BuildRow.RELEASE] = pool.number(Packed.clean(row.release()));
    ints[BuildRow.PACKAGE] = pool.number(Packed.clean(row.packageName()));
    ints[BuildRow.CVE] = pool.number(Packed.clean(row.cve()));
    ints[BuildRow.FLAGS] = flags;
    ints[BuildRow.FIXED] = optional(row.fixedVersion());
    ints[BuildRow.DETAIL] = optional(row.stateDetail());
    ints[BuildRow.SEVERITY] = pool.number(Packed.clean(row.severity()));
    ints[BuildRow.SCOPE] = scope(row.scope());
    ints[BuildRow.NOTICES] = notices(row.notices());
    ints[BuildRow.INFO] = info(row);
    add(ints);
    if (!row.summary().isEmpty() && name.equals("debian")) {
      summaries.merge(row.cve(), row.summary(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
  }

  @Override
  public void notice(NoticeRow row) throws FeedException {
    knownNotices.add(row.notice().id());
    var ints = new int[BuildRow.WIDTH];
    ints[BuildRow.RELEASE] = pool.number(Packed.clean(row.release()));
    ints[BuildRow.PACKAGE] = pool.number(Packed.clean(row.packageName()));
    ints[BuildRow.CVE] = pool.number(Packed.clean(row.cve()));
    ints[BuildRow.FLAGS] =
        flags(Advisory.Kind.SOURCE, row.state(), row.availability()) | Layout.NOTICE_FLAG;
    ints[BuildRow.FIXED] = optional(row.fixedVersion());
    ints[BuildRow.DETAIL] = -1;
    ints[BuildRow.SEVERITY] = pool.number("unknown");
    ints[BuildRow.SCOPE] = pool.number("");
    ints[BuildRow.NOTICES] = pool.number(Packed.notices(List.of(row.notice())));
    ints[BuildRow.INFO] = pool.number(Packed.info(asRow(row)));
    add(ints);
  }

  private static Advisory asRow(NoticeRow row) {
    return new Advisory(
        row.release(),
        row.packageName(),
        Advisory.Kind.SOURCE,
        row.cve(),
        List.of(),
        List.of(),
        row.state(),
        null,
        row.fixedVersion(),
        row.availability(),
        "unknown",
        List.of(),
        null,
        null,
        row.cve().equals(row.notice().id()) ? List.of() : links(row),
        row.title(),
        false,
        Scope.ANY,
        row.feed(),
        row.notice().id());
  }

  private static List<String> links(NoticeRow row) {
    return List.of(
        row.feed().equals("debian")
            ? "https://security-tracker.debian.org/tracker/" + row.cve()
            : "https://ubuntu.com/security/" + row.cve());
  }

  @SuppressWarnings("ReferenceEquality") // equal ones in different objects only cost time
  private int scope(Scope scope) throws FeedException {
    if (scope != lastScope) {
      lastScopeNumber = pool.number(Packed.scope(scope));
      lastScope = scope;
    }
    return lastScopeNumber;
  }

  @SuppressWarnings("ReferenceEquality") // equal ones in different objects only cost time
  private int notices(List<Advisory.Notice> notices) throws FeedException {
    if (notices != lastNotices) {
      lastNoticesNumber = pool.number(Packed.notices(notices));
      lastNotices = notices;
    }
    return lastNoticesNumber;
  }

  private int info(Advisory row) throws FeedException {
    var last = lastRow;
    if (last == null || !sameInfo(last, row)) {
      lastInfo = pool.number(Packed.info(row));
      lastRow = row;
    }
    return lastInfo;
  }

  // Compared by identity where a reader passes the same object for all rows of a record.
  @SuppressWarnings("ReferenceEquality") // equal texts in different objects only cost time
  private static boolean sameInfo(Advisory a, Advisory b) {
    return a.summary() == b.summary()
        && a.aliases() == b.aliases()
        && a.cvss() == b.cvss()
        && a.links() == b.links()
        && a.cve().equals(b.cve())
        && sameRecord(a, b)
        && !a.recordId().contains("/")
        && a.published() == b.published()
        && a.modified() == b.modified()
        && a.notices().isEmpty() == b.notices().isEmpty();
  }

  /// Records named by their notice are written as just that.
  private static boolean sameRecord(Advisory a, Advisory b) {
    return a.recordId().equals(b.recordId())
        || (isNotice(a.recordId(), a.notices()) && isNotice(b.recordId(), b.notices()));
  }

  private static boolean isNotice(String recordId, List<Advisory.Notice> notices) {
    return !notices.isEmpty() && notices.getFirst().id().equals(recordId);
  }

  private int optional(@Nullable String text) throws FeedException {
    return text == null ? -1 : pool.number(Packed.clean(text));
  }

  private static int flags(Advisory.Kind kind, State state, Advisory.Availability availability) {
    return (kind == Advisory.Kind.BINARY ? Layout.BINARY : 0)
        | Codes.of(state) << Layout.STATE_SHIFT
        | Codes.of(availability) << Layout.AVAILABILITY_SHIFT;
  }

  private void add(int[] row) throws FeedException {
    try {
      runs.add(row);
    } catch (IOException e) {
      throw DatabaseFaults.notWritten("advisory database", e);
    }
  }

  @Override
  public void covers(String release) {
    covered.add(Packed.clean(release));
  }

  @Override
  public void publishesUnfixed(String release) {
    unfixedToo.add(release);
  }

  @Override
  public void exploited(Exploited entry) {
    exploited.put(Packed.clean(entry.cve()), entry);
  }

  @Override
  public void repository(String repository, List<String> cpes) {
    repositories.put(Packed.clean(repository), List.copyOf(cpes));
  }

  @Override
  public void record() {
    records++;
  }

  @Override
  public void refused(String record, String reason) {
    refused++;
    if (refusals.size() < KEPT_REFUSALS) {
      refusals.add(Packed.clean(record + ": " + reason));
    }
  }

  @Override
  public void unused(String kind) {
    if (unused.size() < KEPT_NOTES || unused.containsKey(kind)) {
      unused.merge(Packed.clean(kind), 1L, Long::sum);
    }
  }

  @Override
  public void dated(Instant date) {
    if (newest == null || date.isAfter(newest)) {
      newest = date;
    }
  }

  /// Takes the rows of a feed from an earlier database.
  public void keep(AdvisoryDatabase previous) throws FeedException {
    previous.forEachRow(
        row -> {
          if (row.feed().equals(name)) {
            row(row);
          }
        });
    for (var release : previous.releases()) {
      if (Advisories.feedName(release.release()).equals(name)) {
        covers(release.release());
        if (!release.fixesOnly()) {
          publishesUnfixed(release.release());
        }
      }
    }
    if (name.equals("redhat")) {
      for (var repository : previous.repositories()) {
        repository(repository, previous.cpesOf(repository));
      }
    }
    if (name.equals("kev")) {
      for (var entry : previous.exploited()) {
        exploited(entry);
      }
    }
  }

  public String name() {
    return name;
  }

  /// Rows and notices so far.
  public long rows() {
    return runs.count() + exploited.size();
  }

  /// Share of the records that were not understood, 0.0 to 1.0.
  public double refusedShare() {
    return refused == 0 ? 0 : (double) refused / (records + refused);
  }

  /// The newest date in the content.
  public @Nullable Instant newest() {
    return newest;
  }

  /// What is known of the feed so far.
  ///
  /// @param asOf the publisher's date
  /// @param digest of the files it came from
  public FeedInfo describe(@Nullable Instant asOf, String digest) {
    var notes = new ArrayList<String>();
    for (var entry : unused.entrySet()) {
      notes.add("not used: " + entry.getKey() + " (" + entry.getValue() + ")");
    }
    return new FeedInfo(name, asOf, rows(), records, refused, digest, null, refusals, notes);
  }

  /// Whether nothing at all was read.
  public boolean isEmpty() {
    return rows() == 0 && covered.isEmpty();
  }

  Set<String> covered() {
    return covered;
  }

  Set<String> unfixedToo() {
    return unfixedToo;
  }

  RowRuns runs() {
    return runs;
  }

  boolean knowsNotice(String id) {
    return knownNotices.contains(id);
  }

  Map<String, String> summaries() {
    return summaries;
  }

  Map<String, List<String>> repositories() {
    return repositories;
  }

  Map<String, Exploited> exploitedEntries() {
    return exploited;
  }
}
