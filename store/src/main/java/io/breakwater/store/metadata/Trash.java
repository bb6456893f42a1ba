package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Deleted manifests, which are kept for a while with what they need and count for nothing.
public final class Trash {
  private static final String MINE = " where repository = ? and manifest = ?";

  private static final String PAGE =
      "select r.id, r.namespace, r.name, r.created, m.id, m.digest, p.trashed, p.trashed_by,"
          + " (select string_agg(t.name, ' ') from trashed_tag t"
          + " where t.repository = p.repository and t.manifest = p.manifest)"
          + " from repository r cross join repository_manifest p cross join manifest m"
          + " where p.repository = r.id and m.id = p.manifest and p.trashed is not null";

  private static final String ORDER = " order by r.name, p.trashed, p.manifest limit ?";

  private final Sql sql;
  private final Usage usage;
  private final Links links;

  Trash(Sql sql) {
    this.sql = sql;
    usage = new Usage(sql);
    links = new Links(sql);
  }

  private record Row(long id, long size) {}

  /// Deletes a manifest and its tags from a repository.
  ///
  /// @param by who deletes
  /// @return the tags that it had; empty where the repository does not have it
  public Optional<List<String>> put(Repository repository, Digest digest, String by, Instant at) {
    usage.lock(repository.namespace());
    var found = row(repository, digest, "p.trashed is null");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var id = found.get().id();
    var tags =
        sql.list(
            "select name from tag" + MINE + " order by name",
            row -> row.getString(1),
            repository.id(),
            id);
    sql.update(
        "insert into trashed_tag (repository, manifest, name)"
            + " select repository, manifest, name from tag"
            + MINE,
        repository.id(),
        id);
    sql.update("delete from tag" + MINE, repository.id(), id);
    sql.update(
        "update repository_manifest set trashed = ?, trashed_by = ?" + MINE,
        at,
        by,
        repository.id(),
        id);
    links.release(repository, blobs(repository, id), at);
    usage.add(repository.namespace(), -found.get().size());
    return Optional.of(tags);
  }

  /// Takes a manifest back, with the tags that nothing else has got meanwhile.
  public Restored restore(Repository repository, Digest digest, Instant at) {
    usage.lock(repository.namespace());
    var found = row(repository, digest, "p.trashed is not null");
    if (found.isEmpty()) {
      return new Restored.Unknown();
    }
    var id = found.get().id();
    var over = overQuota(repository, found.get());
    if (over.isPresent()) {
      return over.get();
    }
    // Somebody may have deleted the idle link of a blob meanwhile.
    sql.update(
        "insert into repository_blob (repository, blob, counted, since)"
            + " select repository, blob, 0, cast(? as bigint) from manifest_blob"
            + MINE
            + " on conflict (repository, blob) do nothing",
        at,
        repository.id(),
        id);
    links.need(repository, blobs(repository, id), at);
    usage.add(repository.namespace(), found.get().size());
    sql.update(
        "update repository_manifest set trashed = null, trashed_by = null" + MINE,
        repository.id(),
        id);
    return new Restored.Done(tagsBack(repository, id, at), tagsTaken(repository, id));
  }

  private List<String> tagsBack(Repository repository, long id, Instant at) {
    var back = new ArrayList<String>();
    for (var name : trashedTags(repository, id)) {
      var set =
          sql.update(
              "insert into tag (repository, name, manifest, updated) values (?, ?, ?, ?)"
                  + " on conflict (repository, name) do nothing",
              repository.id(),
              name,
              id,
              at);
      if (set > 0) {
        back.add(name);
        sql.update("delete from trashed_tag" + MINE + " and name = ?", repository.id(), id, name);
      }
    }
    return List.copyOf(back);
  }

  private List<String> tagsTaken(Repository repository, long id) {
    var taken = trashedTags(repository, id);
    sql.update("delete from trashed_tag" + MINE, repository.id(), id);
    return taken;
  }

  private Optional<Restored> overQuota(Repository repository, Row manifest) {
    var more =
        manifest.size()
            + sql.number(
                "select coalesce(sum(b.size), 0) from manifest_blob k"
                    + " join blob b on b.id = k.blob where k.repository = ? and k.manifest = ?"
                    + " and not exists (select 1 from namespace_blob n"
                    + " where n.namespace = ? and n.blob = k.blob)",
                repository.id(),
                manifest.id(),
                repository.namespace());
    return usage.passed(repository.namespace(), more).map(Restored.OverQuota::new);
  }

  /// What is in the trash of a namespace, by repository, the first deleted first.
  public List<TrashedManifest> of(Namespace namespace, int limit) {
    return page(Set.of(namespace.id()), Optional.empty(), limit);
  }

  /// What is in the trash of some namespaces, by the names of the repositories, the first deleted
  /// first.
  ///
  /// @param namespaces their ids
  /// @param after where the last page ended; empty for the first
  public List<TrashedManifest> page(Set<Long> namespaces, Optional<TrashPlace> after, int limit) {
    var found = new ArrayList<TrashedManifest>();
    if (after.isPresent() && !namespaces.isEmpty()) {
      found.addAll(rest(namespaces, after.get(), limit));
    }
    var name = after.map(TrashPlace::repository).orElse("");
    for (var range : NamespaceOrder.from(sql, namespaces, name)) {
      if (found.size() >= limit) {
        break;
      }
      found.addAll(
          sql.list(
              PAGE + NamespaceOrder.WITHIN + ORDER,
              Trash::trashed,
              range.id(),
              range.after(),
              range.before(),
              limit - found.size()));
    }
    return List.copyOf(found);
  }

  /// What is left of one repository.
  private List<TrashedManifest> rest(Set<Long> namespaces, TrashPlace after, int limit) {
    return sql.list(
        PAGE
            + " and r.name = ? and (p.trashed, p.manifest) > (?, ?) and "
            + sql.dialect().any("r.namespace")
            + ORDER,
        Trash::trashed,
        after.repository(),
        after.trashed(),
        after.manifest(),
        namespaces,
        limit);
  }

  /// The repositories of some namespaces in whose trash a manifest is, by name.
  ///
  /// @param namespaces their ids
  public List<Repository> repositories(Digest digest, Set<Long> namespaces) {
    return namespaces.isEmpty()
        ? List.of()
        : sql.list(
            "select r.id, r.namespace, r.name, r.created from manifest m"
                + " join repository_manifest p on p.manifest = m.id"
                + " join repository r on r.id = p.repository"
                + " where m.digest = ? and p.trashed is not null and "
                + sql.dialect().any("r.namespace")
                + " order by r.name",
            Repositories::row,
            digest,
            namespaces);
  }

  /// The manifest of a repository's trash that had a tag when it was deleted; of several the
  /// one that was deleted last.
  public Optional<Digest> byTag(Repository repository, String tag) {
    return sql.first(
        "select m.digest from trashed_tag t join repository_manifest p"
            + " on p.repository = t.repository and p.manifest = t.manifest"
            + " join manifest m on m.id = t.manifest"
            + " where t.repository = ? and t.name = ? and p.trashed is not null"
            + " order by p.trashed desc, m.id desc limit 1",
        row -> Sql.digest(row, 1),
        repository.id(),
        tag);
  }

  /// The manifests that an index names and that are in the repository's trash.
  public List<Digest> children(Repository repository, Digest index) {
    return sql.list(
        "select c.digest from manifest m cross join manifest_child k"
            + " cross join repository_manifest p cross join manifest c"
            + " where k.manifest = m.id and p.manifest = k.child and c.id = k.child"
            + " and m.digest = ? and p.repository = ? and p.trashed is not null order by c.id",
        row -> Sql.digest(row, 1),
        index,
        repository.id());
  }

  private static TrashedManifest trashed(ResultSet row) throws SQLException {
    return new TrashedManifest(
        Repositories.row(row),
        row.getLong(5),
        Sql.digest(row, 6),
        Sql.time(row, 7),
        row.getString(8),
        Tags.joined(row, 9));
  }

  private List<String> trashedTags(Repository repository, long id) {
    return sql.list(
        "select name from trashed_tag" + MINE + " order by name",
        row -> row.getString(1),
        repository.id(),
        id);
  }

  private List<Long> blobs(Repository repository, long id) {
    return sql.list(
        "select blob from manifest_blob" + MINE + " order by blob",
        row -> row.getLong(1),
        repository.id(),
        id);
  }

  private Optional<Row> row(Repository repository, Digest digest, String condition) {
    return sql.first(
        "select m.id, m.size from manifest m join repository_manifest p on p.manifest = m.id"
            + " where m.digest = ? and p.repository = ? and "
            + condition,
        row -> new Row(row.getLong(1), row.getLong(2)),
        digest,
        repository.id());
  }
}
