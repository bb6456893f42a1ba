package io.breakwater.store.metadata;

import java.time.YearMonth;

/// Bytes that were pulled from an account's repositories, by calendar month.
public final class Traffic {
  private final Sql sql;

  Traffic(Sql sql) {
    this.sql = sql;
  }

  /// Counts more. On PostgreSQL the account's count stays locked until the end of the transaction:
  /// to be called seldom, with what came together meanwhile.
  public void add(String account, YearMonth month, long bytes) {
    sql.update(
        "insert into traffic (account, month, bytes) values (?, ?, ?)"
            + " on conflict (account, month) do update set bytes = traffic.bytes + excluded.bytes",
        account,
        month.toString(),
        bytes);
  }

  /// What was counted.
  public long used(String account, YearMonth month) {
    return sql.number(
        "select coalesce(sum(bytes), 0) from traffic where account = ? and month = ?",
        account,
        month.toString());
  }
}
