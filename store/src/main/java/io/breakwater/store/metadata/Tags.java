package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tags.
public final class Tags {
  private static final String COLUMNS =
      "select t.name, m.digest, t.updated from tag t join manifest m on m.id = t.manifest"
          + " where t.repository = ?";

  private final Sql sql;

  Tags(Sql sql) {
    this.sql = sql;
  }

  /// Sets a tag to a manifest of the repository.
  ///
  /// @param replace whether it may be taken from another manifest
  public Tagged put(
      Repository repository, String name, Digest manifest, boolean replace, Instant at) {
    new Usage(sql).lock(repository.namespace());
    var id =
        sql.number(
            "select m.id from manifest m join repository_manifest p on p.manifest = m.id"
                + " where m.digest = ? and p.repository = ? and p.trashed is null",
            manifest,
            repository.id());
    if (id < 0) {
      return new Tagged.Unknown();
    }
    var previous = find(repository, name).map(Tag::manifest);
    if (!replace && previous.isPresent() && !previous.get().equals(manifest)) {
      return new Tagged.Taken(previous.get());
    }
    sql.update(
        "insert into tag (repository, name, manifest, updated) values (?, ?, ?, ?)"
            + " on conflict (repository, name)"
            + " do update set manifest = excluded.manifest, updated = excluded.updated",
        repository.id(),
        name,
        id,
        at);
    return new Tagged.Done(previous);
  }

  public Optional<Tag> find(Repository repository, String name) {
    return sql.first(COLUMNS + " and t.name = ?", Tags::row, repository.id(), name);
  }

  /// By the bytes of their names.
  ///
  /// @param after names behind this; empty for the first page
  public List<Tag> page(Repository repository, String after, int limit) {
    return sql.list(
        COLUMNS + " and t.name > ? order by t.name limit ?",
        Tags::row,
        repository.id(),
        after,
        limit);
  }

  /// Those of one manifest, by name.
  public List<Tag> of(Repository repository, Digest manifest) {
    return sql.list(
        "select t.name, m.digest, t.updated from manifest m join tag t on t.manifest = m.id"
            + " where t.repository = ? and m.digest = ? order by t.name",
        Tags::row,
        repository.id(),
        manifest);
  }

  /// Removes a tag; the manifest stays. False where there was none.
  public boolean delete(Repository repository, String name) {
    new Usage(sql).lock(repository.namespace());
    return sql.update("delete from tag where repository = ? and name = ?", repository.id(), name)
        > 0;
  }

  /// The names that a column joins with blanks, which no tag has; none where it is null.
  static List<String> joined(ResultSet row, int column) throws SQLException {
    var names = row.getString(column);
    return names == null ? List.of() : Stream.of(names.split(" ", -1)).sorted().toList();
  }

  private static Tag row(ResultSet row) throws SQLException {
    return new Tag(row.getString(1), Sql.digest(row, 2), Sql.time(row, 3));
  }
}
