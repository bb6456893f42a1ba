package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Uploads. Whoever writes to one holds it: one request of one server at a time, for a limited
/// time by the database's clock, so that a server that dies leaves nothing locked.
public final class Uploads {
  private static final String COLUMNS =
      "select id, repository, owner, acknowledged, started, updated from upload";

  private final Sql sql;

  Uploads(Sql sql) {
    this.sql = sql;
  }

  /// Begins one.
  ///
  /// @param id new, 1 to 64 characters of `[a-z0-9-]`
  public void create(String id, Repository repository, String owner, Instant at) {
    sql.update(
        "insert into upload (id, repository, owner, started, updated) values (?, ?, ?, ?, ?)",
        id,
        repository.id(),
        owner,
        at,
        at);
  }

  public Optional<Upload> find(Repository repository, String id) {
    return sql.first(
        COLUMNS + " where id = ? and repository = ?", Uploads::row, id, repository.id());
  }

  /// How many somebody has begun and not ended.
  public long count(String owner) {
    return sql.number("select count(*) from upload where owner = ?", owner);
  }

  /// How many anybody has begun and not ended.
  public long count() {
    return sql.number("select count(*) from upload");
  }

  /// Takes hold of an upload, or keeps hold of it for longer; false where another has it, or it
  /// is gone.
  ///
  /// @param holder names the request
  public boolean hold(String id, String holder, Duration time) {
    var clock = sql.dialect().clock();
    return sql.update(
            "update upload set holder = ?, held_until = "
                + clock
                + " + ? where id = ? and (holder is null or holder = ? or held_until <= "
                + clock
                + ")",
            holder,
            time.toMillis(),
            id,
            holder)
        > 0;
  }

  /// Notes what is kept of it; false, and nothing changes, where the holder has lost it.
  public boolean acknowledge(String id, String holder, long bytes, Instant at) {
    return sql.update(
            "update upload set acknowledged = ?, updated = ? where id = ? and holder = ?",
            bytes,
            at,
            id,
            holder)
        > 0;
  }

  /// Lets go of it.
  public void release(String id, String holder) {
    sql.update(
        "update upload set holder = null, held_until = 0 where id = ? and holder = ?", id, holder);
  }

  /// Ends it; false, and nothing changes, where the holder has lost it.
  public boolean delete(String id, String holder) {
    return sql.update("delete from upload where id = ? and holder = ?", id, holder) > 0;
  }

  /// Ends up to so many that nobody holds and that did not change since a time.
  ///
  /// @return those whose staged content is to be discarded, once the transaction is done
  public List<Upload> expire(Instant before, int limit) {
    return sql.list(
        "delete from upload where id in (select id from upload where updated < ?"
            + " and held_until <= "
            + sql.dialect().clock()
            + " order by updated limit ?"
            + sql.dialect().lock("update skip locked")
            + ") returning id, repository, owner, acknowledged, started, updated",
        Uploads::row,
        before,
        limit);
  }

  /// Those behind an id in the order of ids, of all repositories, for checks of everything.
  ///
  /// @param after empty for the first page
  public List<Upload> page(String after, int limit) {
    return sql.list(COLUMNS + " where id > ? order by id limit ?", Uploads::row, after, limit);
  }

  /// Ends all of a repository, also those that somebody holds: who writes to one finds it gone.
  /// What is staged of them is nobody's then.
  ///
  /// @return how many
  public int cancelAll(Repository repository) {
    return sql.update("delete from upload where repository = ?", repository.id());
  }

  /// Ends all there are, for metadata that were copied from elsewhere without what is staged.
  ///
  /// @return how many
  public int cancelEverything() {
    return sql.update("delete from upload");
  }

  /// Of some ids those of uploads, of any repository: for what is staged and may be nobody's.
  public Set<String> existing(Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : Set.copyOf(
            sql.list(
                "select id from upload where " + sql.dialect().any("id"),
                row -> row.getString(1),
                List.copyOf(ids)));
  }

  private static Upload row(ResultSet row) throws SQLException {
    return new Upload(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getLong(4),
        Sql.time(row, 5),
        Sql.time(row, 6));
  }
}
