package io.breakwater.store.metadata;

import java.util.List;

/// The keys that sign tokens, which all servers share.
public final class SigningKeys {
  private final Sql sql;

  SigningKeys(Sql sql) {
    this.sql = sql;
  }

  /// All there are, the oldest first.
  public List<StoredSigningKey> all() {
    return sql.list(
        "select id, secret, created from signing_key order by created, id",
        row -> new StoredSigningKey(row.getString(1), row.getBytes(2), Sql.time(row, 3)));
  }

  /// Adds one of a new ID.
  public void add(StoredSigningKey key) {
    sql.update(
        "insert into signing_key (id, secret, created) values (?, ?, ?)",
        key.id(),
        key.secret(),
        key.created());
  }

  /// Forgets one; says whether it was there.
  public boolean remove(String id) {
    return sql.update("delete from signing_key where id = ?", id) > 0;
  }
}
