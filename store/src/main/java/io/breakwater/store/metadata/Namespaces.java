package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Namespaces.
public final class Namespaces {
  private static final String COLUMNS =
      "select id, name, account, created, updated, quota_bytes, used_bytes from namespace";

  private final Sql sql;

  Namespaces(Sql sql) {
    this.sql = sql;
  }

  /// Makes one; false, and nothing happens, where the name is taken.
  public boolean create(String name, String account, Instant at) {
    return sql.update(
            "insert into namespace (name, account, created, updated) values (?, ?, ?, ?)"
                + " on conflict (name) do nothing",
            name,
            account,
            at,
            at)
        > 0;
  }

  public Optional<Namespace> find(String name) {
    return sql.first(COLUMNS + " where name = ?", Namespaces::row, name);
  }

  /// Finds one and keeps everybody else from changing it or anything in it until the end of the
  /// transaction. The first call of a work that decides by what it reads.
  public Optional<Namespace> lock(String name) {
    return sql.first(
        COLUMNS + " where name = ?" + sql.dialect().lock("no key update"), Namespaces::row, name);
  }

  /// Those of an account, by name.
  public List<Namespace> of(String account) {
    return sql.list(COLUMNS + " where account = ? order by name", Namespaces::row, account);
  }

  /// All, by name.
  public List<Namespace> all() {
    return sql.list(COLUMNS + " order by name", Namespaces::row);
  }

  /// What all of an account use together, in bytes.
  public long used(String account) {
    return sql.number(
        "select coalesce(sum(used_bytes), 0) from namespace where account = ?", account);
  }

  /// Limits what it may use from now on; empty takes the limit away. What is there stays.
  public void quota(Namespace namespace, OptionalLong bytes, Instant at) {
    sql.update(
        "update namespace set quota_bytes = ?, updated = ? where id = ?",
        bytes.isPresent() ? (Long) bytes.getAsLong() : null,
        at,
        namespace.id());
  }

  /// Notes that a setting of one has changed.
  public void touch(Namespace namespace, Instant at) {
    sql.update("update namespace set updated = ? where id = ?", at, namespace.id());
  }

  /// Removes one, its settings, its exemptions and the roles for it; false, and nothing happens,
  /// while it has repositories.
  public boolean delete(Namespace namespace) {
    sql.first(
        "select id from namespace where id = ?" + sql.dialect().lock("update"),
        row -> row.getLong(1),
        namespace.id());
    if (sql.number("select count(*) from repository where namespace = ?", namespace.id()) > 0) {
      return false;
    }
    new Settings(sql).deleteScope(Settings.scope(namespace));
    new Settings(sql).deleteScope(Settings.pulls(namespace));
    new Identities(sql).forgetNamespace(namespace.account(), namespace.name());
    new Exemptions(sql).forgetNamespace(namespace.account(), namespace.name());
    return sql.update("delete from namespace where id = ?", namespace.id()) > 0;
  }

  private static Namespace row(ResultSet row) throws SQLException {
    var bytes = row.getLong(6);
    var quota = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
    return new Namespace(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Sql.time(row, 4),
        Sql.time(row, 5),
        quota,
        row.getLong(7));
  }
}
