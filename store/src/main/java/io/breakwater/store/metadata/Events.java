package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Events, in the order in which they were made known: who has read up to one misses none by
/// asking for those behind it.
public final class Events {
  static final String COLUMNS =
      "select id, uid, time, account, type, subject, namespace, data from event";

  private final Sql sql;

  Events(Sql sql) {
    this.sql = sql;
  }

  /// As the other, of one that is found by itself only.
  public long append(StoredEvent event) {
    return append(event, EventKeys.NONE);
  }

  /// Makes one known; its ID is not looked at. One whose `uid` is known is not added again.
  ///
  /// On PostgreSQL others that append wait until the end of the transaction, or events would
  /// become visible out of their order: to be called last in it.
  ///
  /// @param keys what else it is found by
  /// @return its ID
  public long append(StoredEvent event, EventKeys keys) {
    if (sql.dialect() == Dialect.POSTGRESQL) {
      sql.update("lock table event in exclusive mode");
    }
    var id =
        sql.number(
            "insert into event (uid, time, account, type, subject, namespace, data, cause, issues)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (uid) do nothing returning id",
            event.uid(),
            event.time(),
            event.account(),
            event.type(),
            event.subject(),
            event.namespace(),
            event.data(),
            keys.cause(),
            keys.issues());
    if (id >= 0) {
      for (var tag : keys.tags()) {
        sql.update(
            "insert into event_tag (name, event) values (?, ?) on conflict do nothing", tag, id);
      }
    }
    return id >= 0 ? id : sql.number("select id from event where uid = ?", event.uid());
  }

  public Optional<StoredEvent> find(long id) {
    return sql.first(COLUMNS + " where id = ?", Events::row, id);
  }

  /// Those of an account behind one, in order.
  ///
  /// @param id of one that may be gone since; 0 for the first page
  public List<StoredEvent> after(long id, String account, int limit) {
    return sql.list(
        COLUMNS + " where account = ? and id > ? order by id limit ?",
        Events::row,
        account,
        id,
        limit);
  }

  /// The ID of the last one of any account; 0 without one.
  public long last() {
    return sql.number("select coalesce(max(id), 0) from event");
  }

  /// When the oldest that is kept happened; empty without any.
  public Optional<Instant> oldest() {
    return sql.first("select time from event order by time limit 1", row -> Sql.time(row, 1));
  }

  /// Forgets up to so many of before a time, the oldest first, and with them what was to be
  /// delivered of them.
  ///
  /// @return how many: 0 when it is through
  public int prune(Instant before, int limit) {
    return sql.update(
        "delete from event where id in"
            + " (select id from event where time < ? order by time limit ?)",
        before,
        limit);
  }

  static StoredEvent row(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        row.getString(2),
        Sql.time(row, 3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8));
  }
}
