package io.breakwater.notifications.history;

import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.EventType;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.EventSearch;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredEvent;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What happened since a time, by what caused it.
///
/// @param causes of what changed in images that stayed the same, the newest first, at most
///     [#MOST_CAUSES]
/// @param more whether there were more causes
/// @param pushed how often tags were set to images
/// @param deleted how often images or tags were taken away
public record ChangeSummary(List<OfCause> causes, boolean more, long pushed, long deleted) {
  /// Causes that are told, at most.
  public static final int MOST_CAUSES = 100;

  private static final int EXAMPLES = 5;

  /// An image has up to four events of a cause.
  private static final int LOOKED_AT = 4 * EXAMPLES;

  private static final List<String> MOVES =
      List.of(EventType.IMAGE_PUSHED.toString(), EventType.IMAGE_DELETED.toString());

  private static final List<String> CHANGES =
      List.of(
          EventType.ISSUE_APPEARED.toString(),
          EventType.FIX_PUBLISHED.toString(),
          EventType.KNOWN_EXPLOITED.toString(),
          EventType.VERDICT_CHANGED.toString());

  public ChangeSummary {
    causes = List.copyOf(causes);
  }

  /// What one cause changed, such as an update of the advisories.
  ///
  /// @param time of the first change
  /// @param images that it hit, each once
  /// @param appeared issues that appeared, counted in each image
  /// @param fixPublished issues with a fix now, counted in each image
  /// @param exploited issues that are known to be exploited now, counted in each image
  /// @param verdicts images whose verdict is another
  /// @param examples some of the images, by a tag where they have one: `birds/robin:1`
  public record OfCause(
      Cause cause,
      Instant time,
      long images,
      long appeared,
      long fixPublished,
      long exploited,
      long verdicts,
      List<String> examples) {
    public OfCause {
      examples = List.copyOf(examples);
    }
  }

  /// What somebody may know of.
  public static ChangeSummary of(Metadata metadata, Sight sight, Instant since)
      throws StoreException {
    if (sight.namespaces().isEmpty()) {
      return new ChangeSummary(List.of(), false, 0, 0);
    }
    return metadata.read(tx -> of(tx, sight, since));
  }

  private static ChangeSummary of(Transaction tx, Sight sight, Instant since) {
    var account = sight.account().value();
    var namespaces = sight.namespaces().keySet();
    var search = tx.eventSearch();
    var moves = new HashMap<String, Long>();
    search
        .moves(account, namespaces, MOVES, since)
        .forEach(one -> moves.merge(one.type(), one.events(), Long::sum));
    var found = search.causes(account, namespaces, CHANGES, since, MOST_CAUSES + 1);
    var counts = new HashMap<String, Map<String, EventSearch.Count>>();
    for (var count : search.counts(account, namespaces, CHANGES, since)) {
      counts.computeIfAbsent(count.cause(), _ -> new HashMap<>()).put(count.type(), count);
    }
    var causes = new ArrayList<OfCause>();
    for (var cause : found.stream().limit(MOST_CAUSES).toList()) {
      var rows = search.ofCause(account, cause.cause(), namespaces, CHANGES, since, LOOKED_AT);
      causes.add(of(cause, counts.getOrDefault(cause.cause(), Map.of()), examples(rows)));
    }
    return new ChangeSummary(
        causes,
        found.size() > MOST_CAUSES,
        moves.getOrDefault(EventType.IMAGE_PUSHED.toString(), 0L),
        moves.getOrDefault(EventType.IMAGE_DELETED.toString(), 0L));
  }

  private static OfCause of(
      EventSearch.CauseCount cause, Map<String, EventSearch.Count> counts, List<String> examples) {
    var changed = counts.get(EventType.VERDICT_CHANGED.toString());
    return new OfCause(
        Cause.parse(cause.cause()),
        cause.first(),
        cause.images(),
        issues(counts, EventType.ISSUE_APPEARED),
        issues(counts, EventType.FIX_PUBLISHED),
        issues(counts, EventType.KNOWN_EXPLOITED),
        changed == null ? 0 : changed.events(),
        examples);
  }

  private static long issues(Map<String, EventSearch.Count> counts, EventType type) {
    var count = counts.get(type.toString());
    return count == null ? 0 : count.issues();
  }

  private static List<String> examples(List<StoredEvent> rows) {
    var names = new LinkedHashMap<String, String>();
    for (var row : rows) {
      EventLog.read(row)
          .ifPresent(
              event -> {
                if (event.details() instanceof Details.OfImage image) {
                  names.putIfAbsent(
                      event.subject(),
                      image.tags().isEmpty()
                          ? event.subject()
                          : image.repository() + ":" + image.tags().getFirst());
                }
              });
    }
    return names.values().stream().limit(EXAMPLES).toList();
  }
}
