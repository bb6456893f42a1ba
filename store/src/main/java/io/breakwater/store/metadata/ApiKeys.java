package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// API keys.
public final class ApiKeys {
  private static final String COLUMNS =
      "select id, hash, shown, owner, name, created, expires, last_use from api_key";

  private final Sql sql;

  ApiKeys(Sql sql) {
    this.sql = sql;
  }

  /// The one with a hash.
  public Optional<StoredApiKey> byHash(String hash) {
    return sql.first(COLUMNS + " where hash = ?", ApiKeys::row, hash);
  }

  /// The one with an ID.
  public Optional<StoredApiKey> byId(String id) {
    return sql.first(COLUMNS + " where id = ?", ApiKeys::row, id);
  }

  /// Those of an owner, by when they were made.
  public List<StoredApiKey> of(String owner) {
    return sql.list(COLUMNS + " where owner = ? order by created, id", ApiKeys::row, owner);
  }

  /// How many an owner has.
  public long count(String owner) {
    return sql.number("select count(*) from api_key where owner = ?", owner);
  }

  /// Adds one with a new ID and hash; false, and nothing happens, where there is no such owner.
  public boolean add(StoredApiKey key) {
    return sql.update(
            "insert into api_key (id, hash, shown, owner, name, created, expires, last_use)"
                + " select ?, ?, ?, id, ?, ?, ?, ? from identity where id = ?",
            key.id(),
            key.hash(),
            key.shown(),
            key.name(),
            key.created(),
            key.expires().orElse(null),
            key.lastUse().orElse(null),
            key.owner())
        > 0;
  }

  /// Deletes one; says whether its owner had it.
  public boolean delete(String owner, String id) {
    if (sql.update("delete from api_key where id = ? and owner = ?", id, owner) == 0) {
      return false;
    }
    new Identities(sql).raise(owner);
    return true;
  }

  /// Forgets those of an owner that ended before a time; they count for nothing since then.
  public void forgetEnded(String owner, Instant before) {
    sql.update("delete from api_key where owner = ? and expires < ?", owner, before);
  }

  /// Notes a use, unless a later one is noted.
  public void used(String id, Instant when) {
    sql.update(
        "update api_key set last_use = ? where id = ? and (last_use is null or last_use < ?)",
        when,
        id,
        when);
  }

  private static StoredApiKey row(ResultSet row) throws SQLException {
    return new StoredApiKey(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Sql.time(row, 6),
        Sql.optionalTime(row, 7),
        Sql.optionalTime(row, 8));
  }
}
