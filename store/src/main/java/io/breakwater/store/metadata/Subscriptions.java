package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Subscriptions to events.
public final class Subscriptions {
  private static final String COLUMNS =
      "select id, account, name, kind, target, secret, filter, created, created_by, paused"
          + " from subscription";

  private final Sql sql;

  Subscriptions(Sql sql) {
    this.sql = sql;
  }

  /// Makes one; false, and nothing happens, where the account has one of that name or ID.
  public boolean create(StoredSubscription subscription) {
    return sql.update(
            "insert into subscription (id, account, name, kind, target, secret, filter, created,"
                + " created_by, paused) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            subscription.id(),
            subscription.account(),
            subscription.name(),
            subscription.kind(),
            subscription.target(),
            subscription.secret().orElse(null),
            subscription.filter(),
            subscription.created(),
            subscription.createdBy(),
            subscription.paused())
        > 0;
  }

  /// Changes where one leads, its secret, its filter and whether it is paused; false where there is
  /// none of that ID and account.
  public boolean change(StoredSubscription subscription) {
    return sql.update(
            "update subscription set kind = ?, target = ?, secret = ?, filter = ?, paused = ?"
                + " where id = ? and account = ?",
            subscription.kind(),
            subscription.target(),
            subscription.secret().orElse(null),
            subscription.filter(),
            subscription.paused(),
            subscription.id(),
            subscription.account())
        > 0;
  }

  public Optional<StoredSubscription> find(String id) {
    return sql.first(COLUMNS + " where id = ?", Subscriptions::row, id);
  }

  public Optional<StoredSubscription> find(String account, String name) {
    return sql.first(
        COLUMNS + " where account = ? and name = ?", Subscriptions::row, account, name);
  }

  /// Those of an account, by name.
  public List<StoredSubscription> of(String account) {
    return sql.list(COLUMNS + " where account = ? order by name", Subscriptions::row, account);
  }

  /// Removes one with all that it was to be told; false where there is none.
  public boolean delete(String id) {
    return sql.update("delete from subscription where id = ?", id) > 0;
  }

  private static StoredSubscription row(ResultSet row) throws SQLException {
    return new StoredSubscription(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Optional.ofNullable(row.getString(6)),
        row.getString(7),
        Sql.time(row, 8),
        row.getString(9),
        row.getLong(10) == 1);
  }
}
