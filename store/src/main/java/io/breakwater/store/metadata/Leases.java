package io.breakwater.store.metadata;

import java.time.Duration;
import java.util.Optional;

/// Leases: which server does the work that one does for all. By the database's clock.
public final class Leases {
  private final Sql sql;

  Leases(Sql sql) {
    this.sql = sql;
  }

  /// Takes a lease, or keeps it for longer; false while another has it.
  public boolean take(String name, String holder, Duration time) {
    var clock = sql.dialect().clock();
    return sql.update(
            "insert into lease (name, holder, held_until) values (?, ?, "
                + clock
                + " + ?) on conflict (name) do update"
                + " set holder = excluded.holder, held_until = excluded.held_until"
                + " where lease.holder = excluded.holder or lease.held_until <= "
                + clock,
            name,
            holder,
            time.toMillis())
        > 0;
  }

  /// Gives a lease back, where it is still held.
  public void release(String name, String holder) {
    sql.update("delete from lease where name = ? and holder = ?", name, holder);
  }

  /// Gives all leases back, for metadata that were copied from elsewhere.
  ///
  /// @return how many
  public int releaseAll() {
    return sql.update("delete from lease");
  }

  /// Who has a lease now.
  public Optional<String> holder(String name) {
    return sql.first(
        "select holder from lease where name = ? and held_until > " + sql.dialect().clock(),
        row -> row.getString(1),
        name);
  }
}
