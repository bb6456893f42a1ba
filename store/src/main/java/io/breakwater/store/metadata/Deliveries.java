package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What subscriptions are still to be told: each event at least once, by one server at a time.
public final class Deliveries {
  private static final String COLUMNS = "subscription, event, state, attempts, due, error";
  private static final String ONE = " where subscription = ? and event = ?";

  private final Sql sql;

  Deliveries(Sql sql) {
    this.sql = sql;
  }

  /// Has a subscription told of an event; nothing happens where it is to be told already, or
  /// either is gone.
  public void add(String subscription, long event, Instant due) {
    sql.update(
        "insert into delivery (subscription, event, state, due)"
            + " select s.id, e.id, 'waiting', cast(? as bigint) from subscription s, event e"
            + " where s.id = ? and e.id = ? on conflict (subscription, event) do nothing",
        due,
        subscription,
        event);
  }

  /// Takes up to so many that are due and that no other server has taken, the longest due first,
  /// but for those of paused subscriptions. Each is to be ended by [#done], [#failed] or [#dead];
  /// where the server dies, others may take it again after the time, by the database's clock.
  public List<StoredDelivery> claim(Instant now, Duration time, int limit) {
    var clock = sql.dialect().clock();
    return sql
        .list(
            "update delivery set claimed_until = "
                + clock
                + " + ? where (subscription, event) in (select d.subscription, d.event"
                + " from delivery d join subscription s on s.id = d.subscription"
                + " where d.state = 'waiting' and d.due <= ? and d.claimed_until <= "
                + clock
                + " and s.paused = 0 order by d.due limit ?"
                + sql.dialect().lock("update of d skip locked")
                + ") returning "
                + COLUMNS,
            Deliveries::row,
            time.toMillis(),
            now,
            limit)
        .stream()
        .sorted(Comparator.comparing(StoredDelivery::due).thenComparingLong(StoredDelivery::event))
        .toList();
  }

  /// The subscription was told.
  public void done(String subscription, long event) {
    sql.update("delete from delivery" + ONE, subscription, event);
  }

  /// It could not be told, and is to be tried again.
  public void failed(String subscription, long event, Instant again, String error) {
    sql.update(
        "update delivery set attempts = attempts + 1, due = ?, claimed_until = 0, error = ?" + ONE,
        again,
        error,
        subscription,
        event);
  }

  /// It could not be told, and is given up.
  public void dead(String subscription, long event, Instant at, String error) {
    sql.update(
        "update delivery set state = 'dead', attempts = attempts + 1, due = ?, claimed_until = 0,"
            + " error = ?"
            + ONE,
        at,
        error,
        subscription,
        event);
  }

  /// Tries one again that was given up; false where there is none.
  public boolean revive(String subscription, long event, Instant due) {
    return sql.update(
            "update delivery set state = 'waiting', attempts = 0, due = ?"
                + ONE
                + " and state = 'dead'",
            due,
            subscription,
            event)
        > 0;
  }

  /// Those of a subscription, waiting or dead, in the order of their events.
  ///
  /// @param after events behind this; 0 for the first page
  public List<StoredDelivery> of(String subscription, long after, int limit) {
    return sql.list(
        "select "
            + COLUMNS
            + " from delivery where subscription = ? and event > ? order by event limit ?",
        Deliveries::row,
        subscription,
        after,
        limit);
  }

  /// Those of a subscription that were given up, in the order of their events.
  ///
  /// @param after events behind this; 0 for the first page
  public List<StoredDelivery> dead(String subscription, long after, int limit) {
    return sql.list(
        "select "
            + COLUMNS
            + " from delivery where subscription = ? and event > ? and state = 'dead'"
            + " order by event limit ?",
        Deliveries::row,
        subscription,
        after,
        limit);
  }

  /// How many wait, of all subscriptions.
  public long waiting() {
    return sql.number("select count(*) from delivery where state = 'waiting'");
  }

  private static StoredDelivery row(ResultSet row) throws SQLException {
    return new StoredDelivery(
        row.getString(1),
        row.getLong(2),
        row.getString(3).equals("dead"),
        row.getInt(4),
        Sql.time(row, 5),
        Optional.ofNullable(row.getString(6)));
  }
}
