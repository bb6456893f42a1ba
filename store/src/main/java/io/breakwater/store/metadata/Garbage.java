package io.breakwater.store.metadata;

import io.breakwater.store.blobs.BlobKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Garbage collection in bounded steps, beside pushes: each call is to be repeated, in a
/// transaction of its own, until it finds nothing.
///
/// 1. [#purgeTrash] forgets manifests that were in the trash for long enough.
/// 2. [#sweepLinks] takes blobs from repositories in which no manifest needs them.
/// 3. [#unreferenced] forgets blobs that nothing names, and tells which copies to delete.
public final class Garbage {
  private final Sql sql;
  private final Links links;

  Garbage(Sql sql) {
    this.sql = sql;
    links = new Links(sql);
  }

  private record Placed(long repository, long manifest) {}

  /// Forgets manifests of one repository that were put into the trash before a time.
  ///
  /// @return how many
  public int purgeTrash(Instant before, int limit, Instant at) {
    var oldest =
        repository(
            "select r.id, r.namespace, r.name, r.created from repository_manifest p"
                + " join repository r on r.id = p.repository"
                + " where p.trashed < ? order by p.trashed limit 1",
            before);
    if (oldest.isEmpty()) {
      return 0;
    }
    new Usage(sql).lock(oldest.get().namespace());
    var old =
        sql.list(
            "select repository, manifest from repository_manifest"
                + " where trashed < ? and repository = ? order by trashed limit ?",
            row -> new Placed(row.getLong(1), row.getLong(2)),
            before,
            oldest.get().id(),
            limit);
    old.forEach(placed -> forget(placed, at));
    return old.size();
  }

  /// Forgets up to so many manifests of a repository for good, in the trash or not, with their
  /// tags: for a repository that is deleted as a whole.
  ///
  /// @return how many
  public int discard(Repository repository, int limit, Instant at) {
    var usage = new Usage(sql);
    usage.lock(repository.namespace());
    var trash = new Trash(sql);
    for (var live : new Manifests(sql).page(repository, 0, limit)) {
      trash.put(repository, live.digest(), "", at);
    }
    var all =
        sql.list(
            "select repository, manifest from repository_manifest"
                + " where repository = ? and trashed is not null limit ?",
            row -> new Placed(row.getLong(1), row.getLong(2)),
            repository.id(),
            limit);
    all.forEach(placed -> forget(placed, at));
    return all.size();
  }

  /// What is in the trash counts for nothing: there is no usage to change.
  private void forget(Placed placed, Instant at) {
    sql.list(
            "delete from manifest_blob where repository = ? and manifest = ? returning blob",
            row -> row.getLong(1),
            placed.repository(),
            placed.manifest())
        .forEach(blob -> links.idle(blob, at));
    sql.update(
        "delete from repository_manifest where repository = ? and manifest = ?",
        placed.repository(),
        placed.manifest());
    forgetContent(placed.manifest());
  }

  /// Forgets the content of a manifest that no repository has and no index names, and then those
  /// that it alone named.
  private void forgetContent(long manifest) {
    var waiting = new ArrayDeque<Long>(List.of(manifest));
    while (!waiting.isEmpty()) {
      var id = waiting.poll();
      sql.number("select id from manifest where id = ?" + sql.dialect().lock("update"), id);
      var needed =
          sql.number(
              "select (select count(*) from (select 1 from repository_manifest"
                  + " where manifest = ? limit 1) as r)"
                  + " + (select count(*) from (select 1 from manifest_child"
                  + " where child = ? limit 1) as c)",
              id,
              id);
      if (needed == 0) {
        waiting.addAll(
            sql.list(
                "delete from manifest_child where manifest = ? returning child",
                row -> row.getLong(1),
                id));
        sql.update("delete from manifest where id = ?", id);
      }
    }
  }

  /// Takes blobs from one repository that no manifest of it needs since a time.
  ///
  /// @return how many
  public int sweepLinks(Instant before, int limit, Instant at) {
    var oldest =
        repository(
            "select r.id, r.namespace, r.name, r.created from repository_blob l"
                + " join repository r on r.id = l.repository"
                + " where l.manifests = 0 and l.since < ? order by l.since limit 1",
            before);
    if (oldest.isEmpty()) {
      return 0;
    }
    new Usage(sql).lock(oldest.get().namespace());
    return links.removeIdle(oldest.get(), before, limit, at);
  }

  private Optional<Repository> repository(String query, Instant before) {
    return sql.first(query, Repositories::row, before);
  }

  /// What a step of the collection did.
  ///
  /// @param looked how many it looked at: 0 when it is through
  /// @param copies that no metadata name any more, once the transaction is done: to be deleted
  ///     then. A crash before that leaves copies which a check of everything finds.
  public record Step(int looked, List<BlobKey> copies) {
    public Step {
      copies = List.copyOf(copies);
    }
  }

  /// Forgets blobs that no repository and no manifest, in the trash or not, needs since a time.
  public Step unreferenced(Instant before, int limit) {
    // Those that somebody links just now are locked, and no garbage.
    var candidates =
        sql.list(
            "select b.id from idle_blob i join blob b on b.id = i.blob where i.since < ?"
                + " order by i.since limit ?"
                + sql.dialect().lock("update of b skip locked"),
            row -> row.getLong(1),
            before,
            limit);
    if (candidates.isEmpty()) {
      return new Step(0, List.of());
    }
    // Who still needs one says so again when that ends.
    var idle =
        sql.list(
            "delete from idle_blob where since < ? and "
                + sql.dialect().any("blob")
                + " returning blob",
            row -> row.getLong(1),
            before,
            candidates);
    if (idle.isEmpty()) {
      return new Step(candidates.size(), List.of());
    }
    var copies =
        sql.list(
            "delete from blob where "
                + sql.dialect().any("id")
                + " and not exists (select 1 from repository_blob l where l.blob = blob.id)"
                + " and not exists (select 1 from manifest_blob k where k.blob = blob.id)"
                + " returning digest, copy",
            row -> new BlobKey(Sql.digest(row, 1), row.getString(2)),
            idle);
    return new Step(candidates.size(), copies);
  }
}
