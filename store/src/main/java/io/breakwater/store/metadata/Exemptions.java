package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Exemptions. Changes follow each other, and each takes the next [#generation].
public final class Exemptions {
  private static final String COLUMNS =
      "select id, account, scope_type, namespace, repository, tag, digest, issue_type, issue_id,"
          + " author, reason, justification, created, expires from exemption";

  private static final String KEY =
      " where account = ? and namespace = ? and repository = ? and tag = ? and digest = ?"
          + " and issue_type = ? and issue_id = ? and scope_type = ?";

  private final Sql sql;

  Exemptions(Sql sql) {
    this.sql = sql;
  }

  /// Keeps one. Where its key is known, the ID and the time of creation stay, and the rest becomes
  /// what is given.
  ///
  /// @return whether it is new
  public boolean put(StoredExemption exemption) {
    lock();
    var key = exemption.key();
    var known =
        sql.update(
            "update exemption set author = ?, reason = ?, justification = ?, expires = ?" + KEY,
            exemption.author(),
            exemption.reason(),
            exemption.justification(),
            exemption.expires().orElse(null),
            key.account(),
            key.namespace(),
            key.repository(),
            key.tag(),
            key.digest(),
            key.issueType(),
            key.issueId(),
            key.scopeType());
    if (known == 0) {
      insert(exemption);
    }
    next();
    return known == 0;
  }

  private void insert(StoredExemption exemption) {
    sql.update(
        "insert into exemption (id, account, scope_type, namespace, repository, tag, digest,"
            + " issue_type, issue_id, author, reason, justification, created, expires)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        exemption.id(),
        exemption.account(),
        exemption.scopeType(),
        exemption.namespace(),
        exemption.repository(),
        exemption.tag(),
        exemption.digest(),
        exemption.issueType(),
        exemption.issueId(),
        exemption.author(),
        exemption.reason(),
        exemption.justification(),
        exemption.created(),
        exemption.expires().orElse(null));
  }

  public Optional<StoredExemption> find(ExemptionKey key) {
    return sql.first(
        COLUMNS + KEY,
        Exemptions::row,
        key.account(),
        key.namespace(),
        key.repository(),
        key.tag(),
        key.digest(),
        key.issueType(),
        key.issueId(),
        key.scopeType());
  }

  /// Removes one; false where there is none.
  public boolean delete(ExemptionKey key) {
    lock();
    return changed(
            sql.update(
                "delete from exemption" + KEY,
                key.account(),
                key.namespace(),
                key.repository(),
                key.tag(),
                key.digest(),
                key.issueType(),
                key.issueId(),
                key.scopeType()))
        > 0;
  }

  /// Removes all of an account.
  ///
  /// @return how many
  public int deleteAll(String account) {
    lock();
    return changed(sql.update("delete from exemption where account = ?", account));
  }

  void forgetNamespace(String account, String namespace) {
    lock();
    changed(
        sql.update(
            "delete from exemption where account = ? and namespace = ?", account, namespace));
  }

  /// Those of an account: by namespace, repository, tag, digest and issue, a wider scope before
  /// the narrower ones in it; those that expired too.
  public List<StoredExemption> of(String account) {
    return sql.list(
        COLUMNS
            + " where account = ? order by namespace, repository, tag, digest, issue_type,"
            + " issue_id, scope_type",
        Exemptions::row,
        account);
  }

  /// A number that is another after every change of any exemption, and costs one row to read. That
  /// one expires is no change.
  public long generation() {
    return sql.number("select value from exemption_generation where id = 1");
  }

  private void lock() {
    if (sql.dialect() != Dialect.SQLITE) {
      sql.number(
          "select value from exemption_generation where id = 1" + sql.dialect().lock("update"));
    }
  }

  private int changed(int exemptions) {
    if (exemptions > 0) {
      next();
    }
    return exemptions;
  }

  private void next() {
    sql.update("update exemption_generation set value = value + 1 where id = 1");
  }

  private static StoredExemption row(ResultSet row) throws SQLException {
    return new StoredExemption(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        Sql.time(row, 13),
        Sql.optionalTime(row, 14));
  }
}
