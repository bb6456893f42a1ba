package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// What changed between two databases: both are walked once, side by side, so memory holds one
/// package at a time.
public final class DatabaseDelta {
  private static final Comparator<Advisory> BY_FIX =
      Comparator.comparing((Advisory row) -> row.state())
          .thenComparing(row -> String.valueOf(row.fixedVersion()))
          .thenComparing(Advisory::severity)
          .thenComparing(Advisory::recordId);

  private DatabaseDelta() {}

  /// One row's change.
  public sealed interface Change {
    /// A row that was not there before.
    record Added(Advisory row) implements Change {}

    /// A row whose state, fixed version or severity is another.
    record Changed(Advisory before, Advisory after) implements Change {}

    /// A row that is there no more.
    record Withdrawn(Advisory row) implements Change {}
  }

  /// Takes changes one by one.
  @FunctionalInterface
  public interface ChangeConsumer {
    void accept(Change change) throws FeedException;
  }

  /// How much changed.
  public record Counts(long added, long changed, long withdrawn) {}

  /// Passes every change on, by release, package and CVE.
  public static Counts between(
      AdvisoryDatabase before, AdvisoryDatabase after, ChangeConsumer consumer)
      throws FeedException {
    var counter = new Counter(consumer);
    if (before.version().equals(after.version())) {
      return counter.counts();
    }
    var old = 0;
    var now = 0;
    while (old < before.packages() || now < after.packages()) {
      var order = order(before, old, after, now);
      var oldRows = order <= 0 ? before.rowsOfGroup(old++) : List.<Advisory>of();
      var newRows = order >= 0 ? after.rowsOfGroup(now++) : List.<Advisory>of();
      onePackage(oldRows, newRows, counter);
    }
    return counter.counts();
  }

  private static int order(AdvisoryDatabase before, int old, AdvisoryDatabase after, int now) {
    if (old >= before.packages()) {
      return 1;
    }
    if (now >= after.packages()) {
      return -1;
    }
    var release = before.releaseOfGroup(old).compareTo(after.releaseOfGroup(now));
    return release != 0 ? release : before.packageOfGroup(old).compareTo(after.packageOfGroup(now));
  }

  private static void onePackage(List<Advisory> before, List<Advisory> after, Counter counter)
      throws FeedException {
    var byIssue = new TreeMap<String, Rows>();
    for (var row : before) {
      byIssue.computeIfAbsent(key(row), _ -> new Rows()).before.add(row);
    }
    for (var row : after) {
      byIssue.computeIfAbsent(key(row), _ -> new Rows()).after.add(row);
    }
    for (var rows : byIssue.values()) {
      rows.compare(counter);
    }
  }

  private static String key(Advisory row) {
    return String.join(
        "\u0001",
        row.cve(),
        row.kind().name(),
        row.availability().name(),
        row.scope().toString(),
        row.feed());
  }

  private static boolean same(Advisory a, Advisory b) {
    return a.state() == b.state()
        && Objects.equals(a.fixedVersion(), b.fixedVersion())
        && a.severity().equals(b.severity());
  }

  /// The rows on one issue; a distribution may give several fixed versions.
  private static final class Rows {
    final List<Advisory> before = new ArrayList<>();
    final List<Advisory> after = new ArrayList<>();

    void compare(Counter counter) throws FeedException {
      before.removeIf(
          old -> {
            for (var row : after) {
              if (same(old, row)) {
                return after.remove(row);
              }
            }
            return false;
          });
      before.sort(BY_FIX);
      after.sort(BY_FIX);
      for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
        if (i >= before.size()) {
          counter.add(new Change.Added(after.get(i)));
        } else if (i >= after.size()) {
          counter.add(new Change.Withdrawn(before.get(i)));
        } else {
          counter.add(new Change.Changed(before.get(i), after.get(i)));
        }
      }
    }
  }

  private static final class Counter {
    private final ChangeConsumer consumer;
    private long added;
    private long changed;
    private long withdrawn;

    Counter(ChangeConsumer consumer) {
      this.consumer = consumer;
    }

    void add(Change change) throws FeedException {
      switch (change) {
        case Change.Added _ -> added++;
        case Change.Changed _ -> changed++;
        case Change.Withdrawn _ -> withdrawn++;
      }
      consumer.accept(change);
    }

    Counts counts() {
      return new Counts(added, changed, withdrawn);
    }
  }
}
