package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.List;

/// The links from repositories to blobs. The caller has locked the namespace's usage.
final class Links {
  private final Sql sql;
  private final Usage usage;

  Links(Sql sql) {
    this.sql = sql;
    usage = new Usage(sql);
  }

  private record Link(long blob, long size, boolean counted, long manifests) {}

  Blobs.Unlinked remove(Repository repository, Digest digest, Instant at) {
    var link =
        sql.first(
            "select l.blob, b.size, l.counted, l.manifests from repository_blob l"
                + " join blob b on b.id = l.blob where l.repository = ? and b.digest = ?"
                + sql.dialect().lock("update of l"),
            row -> new Link(row.getLong(1), row.getLong(2), row.getLong(3) == 1, row.getLong(4)),
            repository.id(),
            digest);
    if (link.isEmpty()) {
      return Blobs.Unlinked.UNKNOWN;
    }
    if (link.get().manifests() > 0) {
      return Blobs.Unlinked.IN_USE;
    }
    remove(repository, link.get(), at);
    return Blobs.Unlinked.DONE;
  }

  /// All of a repository that has no manifests.
  void removeAll(Repository repository, Instant at) {
    removeIdle(repository, Instant.ofEpochMilli(Long.MAX_VALUE), Integer.MAX_VALUE, at);
  }

  /// Those that no manifest needs since a time.
  ///
  /// @return how many
  int removeIdle(Repository repository, Instant before, int limit, Instant at) {
    var links =
        sql.list(
            "select l.blob, b.size, l.counted, l.manifests from repository_blob l"
                + " join blob b on b.id = l.blob"
                + " where l.repository = ? and l.manifests = 0 and l.since < ?"
                + " order by l.blob limit ?"
                + sql.dialect().lock("update of l"),
            row -> new Link(row.getLong(1), row.getLong(2), row.getLong(3) == 1, row.getLong(4)),
            repository.id(),
            before,
            limit);
    links.forEach(link -> remove(repository, link, at));
    return links.size();
  }

  private void remove(Repository repository, Link link, Instant at) {
    sql.update(
        "delete from repository_blob where repository = ? and blob = ?",
        repository.id(),
        link.blob());
    if (link.counted()) {
      usage.removeBlob(repository.namespace(), link.blob(), link.size());
    }
    idle(link.blob(), at);
  }

  /// Garbage collection is to look at a blob.
  void idle(long blob, Instant at) {
    sql.update(
        "insert into idle_blob (blob, since) values (?, ?)"
            + " on conflict (blob) do update set since = excluded.since",
        blob,
        at);
  }

  /// A manifest more of the repository needs the blobs; counts those that did not count.
  void need(Repository repository, List<Long> blobs, Instant at) {
    if (blobs.isEmpty()) {
      return;
    }
    var uncounted =
        sql.list(
            "select l.blob, b.size from repository_blob l join blob b on b.id = l.blob"
                + " where l.repository = ? and l.counted = 0 and "
                + sql.dialect().any("l.blob"),
            row -> new Link(row.getLong(1), row.getLong(2), false, 0),
            repository.id(),
            blobs);
    for (var link : uncounted) {
      usage.addBlob(repository.namespace(), link.blob(), link.size());
    }
    sql.update(
        "update repository_blob set manifests = manifests + 1, counted = 1, since = ?"
            + " where repository = ? and "
            + sql.dialect().any("blob"),
        at,
        repository.id(),
        blobs);
  }

  /// A manifest less of the repository needs the blobs; those of none stop to count, and stay for
  /// a while, so that the same image pushed again need not send them.
  void release(Repository repository, List<Long> blobs, Instant at) {
    if (blobs.isEmpty()) {
      return;
    }
    sql.update(
        "update repository_blob set manifests = manifests - 1, since = ?"
            + " where repository = ? and "
            + sql.dialect().any("blob"),
        at,
        repository.id(),
        blobs);
    var released =
        sql.list(
            "select l.blob, b.size from repository_blob l join blob b on b.id = l.blob"
                + " where l.repository = ? and l.manifests = 0 and l.counted = 1 and "
                + sql.dialect().any("l.blob"),
            row -> new Link(row.getLong(1), row.getLong(2), true, 0),
            repository.id(),
            blobs);
    for (var link : released) {
      usage.removeBlob(repository.namespace(), link.blob(), link.size());
      sql.update(
          "update repository_blob set counted = 0 where repository = ? and blob = ?",
          repository.id(),
          link.blob());
    }
  }
}
