package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Repositories.
public final class Repositories {
  private static final String COLUMNS = "select r.id, r.namespace, r.name, r.created";

  /// What the catalog names: a repository with a manifest outside of the trash.
  private static final String IN_USE =
      " exists (select 1 from repository_manifest m"
          + " where m.repository = r.id and m.trashed is null)";

  /// Up to so many namespaces are asked for one by one, each by its index.
  private static final int FEW = 32;

  private final Sql sql;

  Repositories(Sql sql) {
    this.sql = sql;
  }

  public Optional<Repository> find(String name) {
    return sql.first(COLUMNS + " from repository r where r.name = ?", Repositories::row, name);
  }

  /// Finds one, or makes it.
  ///
  /// @param name in full
  public Repository findOrCreate(Namespace namespace, String name, Instant at) {
    var found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    sql.update(
        "insert into repository (namespace, name, created) values (?, ?, ?)"
            + " on conflict (name) do nothing",
        namespace.id(),
        name,
        at);
    return find(name).orElseThrow(() -> SqlFailure.conflict("repository removed meanwhile"));
  }

  /// Those with a manifest, of all namespaces, by the bytes of their names.
  ///
  /// @param after names behind this; empty for the first page
  public List<Repository> page(String after, int limit) {
    return sql.list(
        COLUMNS + " from repository r where r.name > ? and" + IN_USE + " order by r.name limit ?",
        Repositories::row,
        after,
        limit);
  }

  /// Those with a manifest, of the namespaces that somebody may see, by the bytes of their names.
  ///
  /// @param after names behind this; empty for the first page
  public List<Repository> page(Collection<Namespace> visible, String after, int limit) {
    var ids = visible.stream().map(Namespace::id).distinct().toList();
    if (ids.size() > FEW) {
      // "+": in the order of names up to the page's end; by the index of namespaces, all that are
      // visible would be read and sorted for each page.
      return sql.list(
          COLUMNS
              + " from repository r where r.name > ? and "
              + sql.dialect().any("+r.namespace")
              + " and"
              + IN_USE
              + " order by r.name limit ?",
          Repositories::row,
          after,
          ids,
          limit);
    }
    return ids.stream()
        .flatMap(id -> page(id, after, limit))
        // By code points, as the databases order UTF-8; names are ASCII.
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .limit(limit)
        .toList();
  }

  private Stream<Repository> page(long namespace, String after, int limit) {
    return sql
        .list(
            COLUMNS
                + " from repository r where r.namespace = ? and r.name > ? and"
                + IN_USE
                + " order by r.name limit ?",
            Repositories::row,
            namespace,
            after,
            limit)
        .stream();
  }

  /// Those with a manifest of a range of names, by the bytes of their names.
  ///
  /// @param after names behind this
  List<Repository> within(NamespaceOrder.Range range, String after, int limit) {
    return sql.list(
        COLUMNS
            + " from repository r where"
            + IN_USE
            + NamespaceOrder.WITHIN
            + " order by r.name limit ?",
        Repositories::row,
        range.id(),
        after,
        range.before(),
        limit);
  }

  /// All of a namespace, those without a manifest too, by name.
  ///
  /// @param after names behind this; empty for the first page
  public List<Repository> of(Namespace namespace, String after, int limit) {
    return sql.list(
        COLUMNS
            + " from repository r where r.namespace = ? and r.name > ?"
            + " order by r.name limit ?",
        Repositories::row,
        namespace.id(),
        after,
        limit);
  }

  /// Whether one has a manifest outside of the trash.
  public boolean hasManifests(Repository repository) {
    return sql.first(
            "select 1 from repository_manifest where repository = ? and trashed is null limit 1",
            row -> true,
            repository.id())
        .isPresent();
  }

  /// Removes one with its links to blobs; false, and nothing happens, while it has manifests (in
  /// the trash or not) or uploads.
  public boolean delete(Repository repository, Instant at) {
    new Usage(sql).lock(repository.namespace());
    sql.number(
        "select id from repository where id = ?" + sql.dialect().lock("update"), repository.id());
    var used =
        sql.number(
            "select (select count(*) from upload where repository = ?)"
                + " + (select count(*) from (select 1 from repository_manifest"
                + " where repository = ? limit 1) as one)",
            repository.id(),
            repository.id());
    if (used > 0) {
      return false;
    }
    new Links(sql).removeAll(repository, at);
    return sql.update("delete from repository where id = ?", repository.id()) > 0;
  }

  static Repository row(ResultSet row) throws SQLException {
    return new Repository(row.getLong(1), row.getLong(2), row.getString(3), Sql.time(row, 4));
  }
}
