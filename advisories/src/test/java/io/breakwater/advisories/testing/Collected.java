package io.breakwater.advisories.testing;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A sink that keeps everything.
public final class Collected implements FeedSink {
  public final List<Advisory> rows = new ArrayList<>();
  public final List<NoticeRow> notices = new ArrayList<>();
  public final List<Exploited> exploited = new ArrayList<>();
  public final List<String> covered = new ArrayList<>();
  public final Set<String> unfixedToo = new TreeSet<>();
  public final List<String> refused = new ArrayList<>();
  public final List<String> unused = new ArrayList<>();
  public final List<Instant> dates = new ArrayList<>();
  public final java.util.Map<String, List<String>> repositories = new java.util.TreeMap<>();
  public int records;

  @Override
  public void row(Advisory row) {
    rows.add(row);
  }

  @Override
  public void notice(NoticeRow row) {
    notices.add(row);
  }

  @Override
  public void exploited(Exploited entry) {
    exploited.add(entry);
  }

  @Override
  public void covers(String release) {
    covered.add(release);
  }

  @Override
  public void publishesUnfixed(String release) {
    unfixedToo.add(release);
  }

  @Override
  public void repository(String name, List<String> cpes) {
    repositories.put(name, cpes);
  }

  @Override
  public void record() {
    records++;
  }

  @Override
  public void refused(String record, String reason) {
    refused.add(record + ": " + reason);
  }

  @Override
  public void unused(String kind) {
    unused.add(kind);
  }

  @Override
  public void dated(Instant date) {
    dates.add(date);
  }

  /// The only row.
  public Advisory only() {
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows, refused " + refused);
    }
    return rows.getFirst();
  }

  /// `cve state fixed` of each row, in order.
  public List<String> lines() {
    return rows.stream().map(r -> r.cve() + " " + r.state() + " " + r.fixedVersion()).toList();
  }
}
