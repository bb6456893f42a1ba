package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Events by what they are about, for somebody who sees some namespaces of an account. Events of a
/// namespace that was deleted, and made anew since, are nobody's any more.
public final class EventSearch {
  /// Events of namespaces that there are; the order of the join is that of its words.
  private static final String VISIBLE =
      " from event e cross join namespace n where e.account = ? and e.time >= ?"
          + " and n.name = e.namespace and n.account = e.account and n.created <= e.time and ";

  /// A cause as nothing but itself: SQLite would read all of the account in the order of causes
  /// otherwise, to spare sorting those since a time.
  private static final String CAUSE = "e.cause || ''";

  private final Sql sql;

  EventSearch(Sql sql) {
    this.sql = sql;
  }

  /// How many events of a cause and a type there are.
  ///
  /// @param issues that they tell of, all together
  public record Count(String cause, String type, long events, long issues) {}

  /// A cause of events.
  ///
  /// @param first when the first of them happened
  /// @param images that they are about, each once
  public record CauseCount(String cause, Instant first, long last, long images) {}

  /// Those of some subjects or tags, the newest first, each once.
  ///
  /// @param tags with their repository: `birds/robin:1`
  /// @param since when the oldest may have happened
  /// @param before the ID of the oldest of the page before; [Long#MAX_VALUE] for the first
  public List<StoredEvent> about(
      String account,
      Collection<String> subjects,
      Collection<String> tags,
      Instant since,
      long before,
      int limit) {
    var found = new ArrayList<StoredEvent>();
    for (var subject : subjects) {
      found.addAll(
          sql.list(
              Events.COLUMNS
                  + " where account = ? and subject = ? and id < ? and time >= ?"
                  + " order by id desc limit ?",
              Events::row,
              account,
              subject,
              before,
              since,
              limit));
    }
    for (var tag : tags) {
      found.addAll(
          sql.list(
              Events.COLUMNS
                  + " where id in (select event from event_tag where name = ? and event < ?"
                  + " order by event desc limit ?) and account = ? and time >= ?",
              Events::row,
              tag,
              before,
              limit,
              account,
              since));
    }
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingLong(StoredEvent::id).reversed())
        .limit(limit)
        .toList();
  }

  /// Those behind one, in order, of some namespaces and of the account as a whole.
  ///
  /// @param id of one that may be gone since; 0 for the first page
  /// @param namespaces not empty
  public List<StoredEvent> after(
      long id, String account, Collection<String> namespaces, int limit) {
    return sql.list(
        Events.COLUMNS
            + " where account = ? and id > ? and (namespace = '' or "
            + sql.dialect().any("namespace")
            + ") order by id limit ?",
        Events::row,
        account,
        id,
        namespaces,
        limit);
  }

  /// The ID behind which stand all that happened since a time; the last where none did.
  public long behind(Instant since) {
    return sql.number(
        "select coalesce((select min(id) - 1 from event where time >= ?),"
            + " (select max(id) from event), 0)",
        since);
  }

  /// How many happened since a time, by cause and type.
  ///
  /// @param namespaces not empty
  /// @param types not empty
  public List<Count> counts(
      String account, Collection<String> namespaces, Collection<String> types, Instant since) {
    return sql.list(
        counts(sql.dialect()),
        row -> new Count(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
        account,
        since,
        namespaces,
        types);
  }

  static String counts(Dialect dialect) {
    return "select "
        + CAUSE
        + " as why, e.type, count(*), sum(e.issues)"
        + VISIBLE
        + dialect.any("e.namespace")
        + " and "
        + dialect.any("e.type")
        + " group by why, e.type";
  }

  /// How many happened since a time, by type; their causes are left out.
  ///
  /// @param namespaces not empty
  /// @param types not empty
  public List<Count> moves(
      String account, Collection<String> namespaces, Collection<String> types, Instant since) {
    return sql.list(
        "select e.type, count(*), sum(e.issues)"
            + VISIBLE
            + sql.dialect().any("e.namespace")
            + " and "
            + sql.dialect().any("e.type")
            + " group by e.type",
        row -> new Count("", row.getString(1), row.getLong(2), row.getLong(3)),
        account,
        since,
        namespaces,
        types);
  }

  /// The causes of what happened since a time, the newest first.
  ///
  /// @param namespaces not empty
  /// @param types not empty
  public List<CauseCount> causes(
      String account,
      Collection<String> namespaces,
      Collection<String> types,
      Instant since,
      int limit) {
    return sql.list(
        causes(sql.dialect()),
        row -> new CauseCount(row.getString(1), Sql.time(row, 2), row.getLong(3), row.getLong(4)),
        account,
        since,
        namespaces,
        types,
        limit);
  }

  static String causes(Dialect dialect) {
    return "select "
        + CAUSE
        + " as why, min(e.time), max(e.id) as last, count(distinct e.subject)"
        + VISIBLE
        + dialect.any("e.namespace")
        + " and "
        + dialect.any("e.type")
        + " group by why order by last desc limit ?";
  }

  /// Their cause finds them, not the time, which could be that of a million others.
  static String ofCause(Dialect dialect) {
    return "select e.id, e.uid, e.time, e.account, e.type, e.subject, e.namespace, e.data"
        + VISIBLE.replace("e.time >=", "+e.time >=")
        + dialect.any("e.namespace")
        + " and "
        + dialect.any("e.type")
        + " and e.cause = ? order by e.id limit ?";
  }

  /// The first of a cause since a time.
  ///
  /// @param namespaces not empty
  /// @param types not empty
  public List<StoredEvent> ofCause(
      String account,
      String cause,
      Collection<String> namespaces,
      Collection<String> types,
      Instant since,
      int limit) {
    return sql.list(
        ofCause(sql.dialect()), Events::row, account, since, namespaces, types, cause, limit);
  }
}
