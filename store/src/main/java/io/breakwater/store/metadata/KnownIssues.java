package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What was last told of the issues of tags. Goes with the tag, not when that is moved.
public final class KnownIssues {
  private static final String COLUMNS =
      "select repository, tag, manifest, status, issues, updated from known_issues";

  private final Sql sql;

  KnownIssues(Sql sql) {
    this.sql = sql;
  }

  /// Keeps what was told of a tag, in place of what is kept; false, and nothing happens, where
  /// there is no such tag.
  public boolean put(StoredIssues issues) {
    return sql.update(
            "insert into known_issues (repository, tag, manifest, status, issues, updated)"
                + " select repository, name, ?, ?, ?, cast(? as bigint) from tag"
                + " where repository = ? and name = ? on conflict (repository, tag) do update set"
                + " manifest = excluded.manifest, status = excluded.status,"
                + " issues = excluded.issues, updated = excluded.updated",
            issues.manifest(),
            issues.status(),
            issues.issues(),
            issues.updated(),
            issues.repository(),
            issues.tag())
        > 0;
  }

  public Optional<StoredIssues> find(Repository repository, String tag) {
    return sql.first(
        COLUMNS + " where repository = ? and tag = ?", KnownIssues::row, repository.id(), tag);
  }

  /// Those of a repository, by tag.
  ///
  /// @param after tags behind this; empty for the first page
  public List<StoredIssues> page(Repository repository, String after, int limit) {
    return sql.list(
        COLUMNS + " where repository = ? and tag > ? order by tag limit ?",
        KnownIssues::row,
        repository.id(),
        after,
        limit);
  }

  public boolean delete(Repository repository, String tag) {
    return sql.update(
            "delete from known_issues where repository = ? and tag = ?", repository.id(), tag)
        > 0;
  }

  private static StoredIssues row(ResultSet row) throws SQLException {
    return new StoredIssues(
        row.getLong(1),
        row.getString(2),
        Sql.digest(row, 3),
        row.getString(4),
        row.getBytes(5),
        Sql.time(row, 6));
  }
}
