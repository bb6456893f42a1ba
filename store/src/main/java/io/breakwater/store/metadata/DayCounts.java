package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/// What images were like, day by day, one row for each day and namespace.
public final class DayCounts {
  private final Sql sql;

  DayCounts(Sql sql) {
    this.sql = sql;
  }

  /// Keeps a row in place of the one of that day.
  public void put(StoredDay day) {
    sql.update(
        "insert into day_count (account, day, namespace, images, verdicts, severities, updated)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (account, day, namespace) do update set"
            + " images = excluded.images, verdicts = excluded.verdicts,"
            + " severities = excluded.severities, updated = excluded.updated",
        day.account(),
        day.day().toString(),
        day.namespace(),
        day.images(),
        day.verdicts(),
        day.severities(),
        day.updated());
  }

  /// Takes away the rows of a day that were not put since a time: of namespaces that are gone.
  public void deleteOlder(String account, LocalDate day, Instant updated) {
    sql.update(
        "delete from day_count where account = ? and day = ? and updated < ?",
        account,
        day.toString(),
        updated);
  }

  /// The rows of some namespaces since a day, by day and namespace. Those of before a namespace was
  /// made are of another that had its name, and left out.
  ///
  /// @param namespaces not empty; an empty name for all of the account together
  public List<StoredDay> since(String account, Collection<String> namespaces, LocalDate first) {
    return sql.list(
        "select d.account, d.day, d.namespace, d.images, d.verdicts, d.severities, d.updated"
            + " from day_count d left join namespace n on n.name = d.namespace"
            + " where d.account = ? and d.day >= ? and (d.namespace = '' or n.created <= d.updated)"
            + " and "
            + sql.dialect().any("d.namespace")
            + " order by d.day, d.namespace",
        DayCounts::row,
        account,
        first.toString(),
        namespaces);
  }

  /// Forgets the days before one.
  ///
  /// @return how many rows
  public int prune(LocalDate first) {
    return sql.update("delete from day_count where day < ?", first.toString());
  }

  private static StoredDay row(ResultSet row) throws SQLException {
    return new StoredDay(
        row.getString(1),
        LocalDate.parse(row.getString(2)),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        Sql.time(row, 7));
  }
}
