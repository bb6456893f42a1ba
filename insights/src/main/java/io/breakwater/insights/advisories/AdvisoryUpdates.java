package io.breakwater.insights.advisories;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.DatabaseDelta;
import io.breakwater.advisories.database.DatabaseDelta.Change;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.CurrentAdvisories.Replaced;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// What the last updates of the advisories changed: each version once, whichever server took it
/// over first. Kept among the settings, so that it outlives this process, in a scope of its own
/// and under the version's name: servers beside each other write no version twice, and none takes
/// away what another wrote.
public final class AdvisoryUpdates {
  /// How many are kept.
  public static final int MOST = 20;

  static final String SCOPE = "advisory-updates";

  /// Each holds a database open until it was compared.
  private static final int WAITING = 2;

  private final Metadata metadata;
  private final CurrentAdvisories advisories;
  private final InstantSource clock;
  private final BlockingQueue<Taken> waiting = new ArrayBlockingQueue<>(WAITING);

  private boolean first = true;

  private record Taken(Replaced replaced, Instant time) {}

  public AdvisoryUpdates(Metadata metadata, CurrentAdvisories advisories, InstantSource clock) {
    this.metadata = metadata;
    this.advisories = advisories;
    this.clock = clock;
    advisories.listen(this::taken);
  }

  /// Where more wait than are compared, the next is left out: they come hours apart.
  private void taken(Replaced replaced) {
    var _ = waiting.offer(new Taken(replaced, now()));
  }

  /// The store keeps milliseconds elsewhere, too.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Compares what was taken over since the last run, which takes seconds, and keeps what it
  /// found; to be called every few seconds, by one thread at a time.
  ///
  /// @return how many were kept
  public int run() throws StoreException, FeedException {
    var kept = 0;
    for (var one = waiting.poll(); one != null; one = waiting.poll()) {
      kept += keep(one);
    }
    if (first) {
      first = false;
      kept += keepFound();
    }
    return kept;
  }

  /// What was in use before this listened.
  private int keepFound() throws StoreException {
    var current = advisories.database();
    return current.isEmpty() || known(current.get().version())
        ? 0
        : put(new AdvisoryUpdate(now(), current.get().version(), Optional.empty(), List.of()));
  }

  private int keep(Taken taken) throws StoreException, FeedException {
    var before = taken.replaced().before();
    var after = taken.replaced().now();
    if (known(after.version())) {
      return 0;
    }
    if (before == null) {
      return put(new AdvisoryUpdate(taken.time(), after.version(), Optional.empty(), List.of()));
    }
    var feeds = new TreeSet<String>();
    var rows = DatabaseDelta.between(before, after, change -> feeds.add(row(change).feed()));
    return put(
        new AdvisoryUpdate(taken.time(), after.version(), Optional.of(rows), List.copyOf(feeds)));
  }

  private static Advisory row(Change change) {
    return switch (change) {
      case Change.Added(var row) -> row;
      case Change.Changed(var _, var row) -> row;
      case Change.Withdrawn(var row) -> row;
    };
  }

  private boolean known(String version) throws StoreException {
    return metadata.read(tx -> tx.settings().get(SCOPE, version)).isPresent();
  }

  private int put(AdvisoryUpdate update) throws StoreException {
    var text = UpdateText.write(update);
    return metadata.write(
        tx -> {
          var mine = tx.settings().putIfAbsent(SCOPE, update.version(), text).equals(text);
          newestFirst(tx.settings().all(SCOPE)).stream()
              .skip(MOST)
              .forEach(old -> tx.settings().delete(SCOPE, old.version()));
          return mine ? 1 : 0;
        });
  }

  /// The last of them, the newest first.
  public List<AdvisoryUpdate> last() throws StoreException {
    Map<String, String> all = metadata.read(tx -> tx.settings().all(SCOPE));
    return newestFirst(all).stream().limit(MOST).toList();
  }

  private static List<AdvisoryUpdate> newestFirst(Map<String, String> all) {
    return all.entrySet().stream()
        .flatMap(entry -> UpdateText.read(entry.getKey(), entry.getValue()).stream())
        .sorted(
            Comparator.comparing(AdvisoryUpdate::time)
                .reversed()
                .thenComparing(AdvisoryUpdate::version))
        .toList();
  }
}
