package io.breakwater.accounts.stored;

import io.breakwater.accounts.audit.AuditPage;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.AuditFilter;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredAuditEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the audit trail in the metadata, and forgets what is old.
public final class StoredAuditLog {
  /// Events in a page at most.
  public static final int LARGEST_PAGE = 1_000;

  private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  private final Metadata metadata;

  private record Place(Instant before, long id) {
    static Place parse(String text) {
      var parts = PLACE.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "no place in the audit trail; give what the page before told, as it is");
      }
      return new Place(
          Instant.ofEpochMilli(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2)));
    }

    static Place of(StoredAuditEvent event) {
      return new Place(event.time(), event.id());
    }

    String text() {
      return before.toEpochMilli() + "-" + id;
    }
  }

  /// Over metadata.
  public StoredAuditLog(Metadata metadata) {
    this.metadata = metadata;
  }

  /// One page. Costs the same wherever in the trail it is.
  ///
  /// @param place [AuditPage#next] of the page before
  /// @param limit of events, 1 to [#LARGEST_PAGE]
  /// @throws IllegalArgumentException when the place is none; the message says so
  public AuditPage page(AuditQuery query, Optional<String> place, int limit) throws StoreException {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " events");
    }
    var filter =
        new AuditFilter(
            query.account().value(),
            query.principal().map(Object::toString),
            query.action().map(Object::toString),
            query.outcome().map(Enum::name),
            query.from().orElse(Instant.EPOCH));
    var until = new Place(query.until().orElse(Instant.ofEpochMilli(Long.MAX_VALUE)), 0);
    var from = place.map(Place::parse).filter(p -> p.before().isBefore(until.before()));
    var start = from.orElse(until);
    var found =
        metadata.read(tx -> tx.auditEvents().page(filter, start.before(), start.id(), limit + 1));
    var more = found.size() > limit;
    var events = more ? found.subList(0, limit) : found;
    return new AuditPage(
        events.stream().map(Rows::event).toList(),
        more ? Optional.of(Place.of(events.getLast()).text()) : Optional.empty());
  }

  /// Forgets up to so many events of before a time: to be repeated until it finds none.
  ///
  /// @return how many
  public int forget(Instant before, int limit) throws StoreException {
    return metadata.write(tx -> tx.auditEvents().forget(before, limit));
  }
}
