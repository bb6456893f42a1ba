package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sessions of browsers. They go with their owner, and with the password that they were begun with
/// ([Identities#password]).
public final class BrowserSessions {
  private static final String COLUMNS =
      "select hash, owner, created, used, address, agent from browser_session";

  private final Sql sql;

  BrowserSessions(Sql sql) {
    this.sql = sql;
  }

  /// The one with a hash: one look-up by the primary key, which each request asks.
  public Optional<StoredSession> byHash(String hash) {
    return sql.first(COLUMNS + " where hash = ?", BrowserSessions::row, hash);
  }

  /// Those of an owner, the newest first.
  public List<StoredSession> of(String owner) {
    return sql.list(
        COLUMNS + " where owner = ? order by created desc, hash", BrowserSessions::row, owner);
  }

  /// Adds one with a new hash; false, and nothing happens, where the owner is gone or their
  /// generation is another.
  public boolean add(StoredSession session, long generation) {
    return sql.update(
            "insert into browser_session (hash, owner, created, used, address, agent)"
                + " select ?, id, ?, ?, ?, ? from identity where id = ? and generation = ?",
            session.hash(),
            session.created(),
            session.used(),
            session.address(),
            session.agent(),
            session.owner(),
            generation)
        > 0;
  }

  /// Forgets the oldest of an owner beyond so many.
  public void keep(String owner, int most) {
    sql.update(
        "delete from browser_session where hash in (select hash from browser_session"
            + " where owner = ? order by created desc, hash limit 1000 offset ?)",
        owner,
        most);
  }

  /// Notes a use, unless a later one is noted.
  public void used(String hash, Instant when) {
    sql.update("update browser_session set used = ? where hash = ? and used < ?", when, hash, when);
  }

  /// Ends one; says whether it was there.
  public boolean delete(String hash) {
    return sql.update("delete from browser_session where hash = ?", hash) > 0;
  }

  /// Ends those of an owner.
  ///
  /// @param kept the hash of one that stays
  void deleteOf(String owner, Optional<String> kept) {
    sql.update("delete from browser_session where owner = ? and hash <> ?", owner, kept.orElse(""));
  }

  /// Forgets those of an owner that were begun, or last used, before a time.
  public void forgetEnded(String owner, Instant created, Instant used) {
    sql.update(
        "delete from browser_session where owner = ? and (created < ? or used < ?)",
        owner,
        created,
        used);
  }

  /// Forgets up to so many that were begun, or last used, before a time.
  ///
  /// @return how many: 0 when it is through
  public int forget(Instant created, Instant used, int limit) {
    return sql.update(
        "delete from browser_session where hash in (select hash from browser_session"
            + " where created < ? or used < ? limit ?)",
        created,
        used,
        limit);
  }

  private static StoredSession row(ResultSet row) throws SQLException {
    return new StoredSession(
        row.getString(1),
        row.getString(2),
        Sql.time(row, 3),
        Sql.time(row, 4),
        row.getString(5),
        row.getString(6));
  }
}
