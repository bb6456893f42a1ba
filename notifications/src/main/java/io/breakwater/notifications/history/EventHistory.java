package io.breakwater.notifications.history;

import io.breakwater.accounts.AccountId;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.announcements.EventLog.Logged;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.EventType;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The events that somebody may know of, by what they are about.
public final class EventHistory {
  /// Events of one image that are looked at for what changed.
  private static final int CHANGES = 1_000;

  private final Metadata metadata;
  private final EventLog log;

  public EventHistory(Metadata metadata, EventLog log) {
    this.metadata = metadata;
    this.log = log;
  }

  /// An image, by tag or digest.
  ///
  /// @param since when its namespace was made
  public record Subject(
      AccountId account, RepositoryName repository, Reference reference, Instant since) {
    /// By what the events of its exemptions are found; those of all of the account, too.
    private List<String> subjects() {
      var whole = repository + (reference instanceof Reference.ByTag ? ":" : "@") + reference;
      return List.of(
          Details.OfExemption.EVERY_IMAGE, repository.namespace(), repository.toString(), whole);
    }

    private List<String> tags() {
      return reference instanceof Reference.ByTag
          ? List.of(repository + ":" + reference)
          : List.of();
    }
  }

  /// A part of what happened, the newest first.
  ///
  /// @param next the place to go on before; empty at the end
  public record Past(List<Logged> events, Optional<Long> next) {
    public Past {
      events = List.copyOf(events);
    }
  }

  /// From when on all events are there; empty where that is not known.
  public Optional<Instant> since() throws StoreException {
    return log.since();
  }

  /// What happened to an image and what concerns it: of a tag also what happened to other images
  /// that it named.
  ///
  /// @param before the place of the oldest of the page before; [Long#MAX_VALUE] for the first
  public Past about(Subject image, long before, int limit) throws StoreException {
    return past(image, image.subjects(), before, limit);
  }

  /// As [#about], without exemptions.
  public Past of(Subject image, long before, int limit) throws StoreException {
    var own =
        image.reference() instanceof Reference.ByDigest
            ? List.of(image.repository() + "@" + image.reference())
            : List.<String>of();
    return past(image, own, before, limit);
  }

  private Past past(Subject image, List<String> subjects, long before, int limit)
      throws StoreException {
    var rows =
        metadata.read(
            tx ->
                tx.eventSearch()
                    .about(
                        image.account().value(),
                        subjects,
                        image.tags(),
                        image.since(),
                        before,
                        limit));
    return new Past(
        logged(rows), rows.size() < limit ? Optional.empty() : Optional.of(rows.getLast().id()));
  }

  /// What changed for an image since a time.
  ///
  /// @param now how it is; empty where it is gone
  public ImageChanges changes(Subject image, Instant since, Optional<ImageChanges.State> now)
      throws StoreException {
    var past = of(image, Long.MAX_VALUE, CHANGES);
    var all =
        past.next().isEmpty()
            || past.events().stream().anyMatch(one -> one.event().time().isBefore(since));
    return ImageChanges.of(past.events(), all, since, log.since(), now);
  }

  /// Whether anything is known to have happened to an image.
  public boolean any(Subject image) throws StoreException {
    return !of(image, Long.MAX_VALUE, 1).events().isEmpty();
  }

  /// What somebody may know of, behind a place, the oldest first.
  ///
  /// @param after 0 for the first page
  public EventLog.Page after(Sight sight, long after, int limit) throws StoreException {
    if (sight.namespaces().isEmpty()) {
      return new EventLog.Page(List.of(), after, false);
    }
    return metadata.read(
        tx -> {
          // Read before the events: those up to it are all there.
          var last = tx.events().last();
          var rows =
              tx.eventSearch()
                  .after(after, sight.account().value(), sight.namespaces().keySet(), limit);
          var more = rows.size() == limit;
          return new EventLog.Page(
              logged(rows).stream().filter(one -> sight.sees(one.event())).toList(),
              more ? rows.getLast().id() : Math.max(after, last),
              more);
        });
  }

  /// The place behind which stands what happened since a time.
  public long behind(Instant since) throws StoreException {
    return metadata.read(tx -> tx.eventSearch().behind(since));
  }

  /// The place of the last event of any account.
  public long last() throws StoreException {
    return log.last();
  }

  static List<Logged> logged(List<StoredEvent> rows) {
    var events = new ArrayList<Logged>();
    for (var row : rows) {
      EventLog.read(row)
          .filter(event -> event.type() != EventType.NOTICE)
          .ifPresent(event -> events.add(new Logged(row.id(), event)));
    }
    return events;
  }
}
