package io.breakwater.notifications.history;

import io.breakwater.accounts.AccountId;
import io.breakwater.notifications.json.JsonObject;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredDay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What images were like, day by day (UTC), for each namespace and for all of an account. One
/// server counts every hour; the last count of a day stays. Days on which nobody counted are not
/// there. Kept [#KEPT] days.
public final class DailyCounts {
  /// Days that are kept.
  public static final int KEPT = 400;

  private static final Duration EVERY = Duration.ofHours(1);

  private final Metadata metadata;
  private final Source source;
  private final InstantSource clock;

  /// By this server; the first time it counts at once.
  private volatile Optional<Instant> counted = Optional.empty();

  public DailyCounts(Metadata metadata, Source source, InstantSource clock) {
    this.metadata = metadata;
    this.source = source;
    this.clock = clock;
  }

  /// Knows what images are like now.
  @FunctionalInterface
  public interface Source {
    /// One for each namespace, and one for all of each account; empty where that is not known yet,
    /// or not all of it.
    Optional<List<Counts>> now() throws StoreException;
  }

  /// What images are like.
  ///
  /// @param namespace empty for all of the account together, where an issue of several namespaces
  ///     is counted once
  /// @param images that tags name
  /// @param verdicts how many images by the word of their verdict's status
  /// @param severities how many different issues by the word of their severity
  public record Counts(
      AccountId account,
      String namespace,
      long images,
      Map<String, Long> verdicts,
      Map<String, Long> severities) {
    public Counts {
      verdicts = Map.copyOf(verdicts);
      severities = Map.copyOf(severities);
    }
  }

  /// Counts where it is time to, and forgets what is old. For one server.
  ///
  /// @return 0: the rest is for the next time
  public int step() throws StoreException {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!due(now, today)) {
      return 0;
    }
    var counts = source.now();
    if (counts.isPresent()) {
      metadata.write(
          tx -> {
            var accounts = new HashSet<String>();
            for (var one : counts.get()) {
              tx.dayCounts().put(stored(one, today, now));
              accounts.add(one.account().value());
            }
            accounts.forEach(account -> tx.dayCounts().deleteOlder(account, today, now));
            tx.dayCounts().prune(today.minusDays(KEPT));
            return true;
          });
      counted = Optional.of(now);
    }
    return 0;
  }

  private boolean due(Instant now, LocalDate today) {
    return counted.isEmpty()
        || Duration.between(counted.get(), now).abs().compareTo(EVERY) >= 0
        || !LocalDate.ofInstant(counted.get(), ZoneOffset.UTC).equals(today);
  }

  private static StoredDay stored(Counts counts, LocalDate day, Instant now) {
    return new StoredDay(
        counts.account().value(),
        day,
        counts.namespace(),
        counts.images(),
        text(counts.verdicts()),
        text(counts.severities()),
        now);
  }

  /// The last days of some namespaces together, the oldest first; those of which nothing is known
  /// are left out.
  ///
  /// @param namespaces an empty name for all of the account
  /// @param days at most, with today
  public List<DayCount> days(AccountId account, Collection<String> namespaces, int days)
      throws StoreException {
    if (namespaces.isEmpty()) {
      return List.of();
    }
    var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days - 1L);
    var rows = metadata.read(tx -> tx.dayCounts().since(account.value(), namespaces, first));
    var all = new LinkedHashMap<LocalDate, DayCount>();
    for (var row : rows) {
      all.merge(
          row.day(),
          new DayCount(row.day(), row.images(), numbers(row.verdicts()), numbers(row.severities())),
          DayCount::and);
    }
    return List.copyOf(all.values());
  }

  private static String text(Map<String, Long> numbers) {
    return JsonObject.write(
        json -> {
          json.writeStartObject();
          new TreeMap<>(numbers).forEach(json::writeNumberProperty);
          json.writeEndObject();
        });
  }

  private static Map<String, Long> numbers(String text) {
    var object = JsonObject.parse(text);
    var numbers = new TreeMap<String, Long>();
    object.names().forEach(name -> numbers.put(name, object.number(name)));
    return numbers;
  }
}
