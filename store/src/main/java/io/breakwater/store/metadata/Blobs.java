package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import io.breakwater.store.blobs.BlobKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Blobs, and which repositories may serve them.
public final class Blobs {
  private static final String COLUMNS = "select b.digest, b.copy, b.size, b.created, b.id";

  /// The copy of a blob whose content was lost: no upload has this name. Such a blob is known
  /// for what needs it, is not served, and gets its content back with the next push of it.
  static final String LOST = "lost";

  private static final String THERE = " and b.copy <> '" + LOST + "'";

  private final Sql sql;

  Blobs(Sql sql) {
    this.sql = sql;
  }

  /// The blob, where the repository may serve it.
  public Optional<StoredBlob> find(Repository repository, Digest digest) {
    return sql.first(
        COLUMNS
            + " from blob b join repository_blob l on l.blob = b.id"
            + " where b.digest = ? and l.repository = ?"
            + THERE,
        Blobs::row,
        digest,
        repository.id());
  }

  /// A blob that a repository may serve.
  ///
  /// @param idle since when no manifest of the repository needs it; empty while one does
  public record Link(StoredBlob blob, Optional<Instant> idle) {}

  /// The blob, where the repository may serve it: one look-up, as pulls and pushes need it.
  ///
  /// @param repository its name in full
  public Optional<Link> find(String repository, Digest digest) {
    return sql.first(
        COLUMNS
            + ", l.manifests, l.since from repository r join blob b on b.digest = ?"
            + " join repository_blob l on l.repository = r.id and l.blob = b.id where r.name = ?"
            + THERE,
        row ->
            new Link(
                row(row), row.getLong(6) > 0 ? Optional.empty() : Optional.of(Sql.time(row, 7))),
        digest,
        repository);
  }

  /// Keeps a blob that no manifest of the repository needs for a whole grace period more, since
  /// somebody was told that it is there; false where it is gone.
  ///
  /// @param repository its name in full
  public boolean renew(String repository, Digest digest, Instant at) {
    return sql.update(
            "update repository_blob set since = ?"
                + " where repository = (select id from repository where name = ?)"
                + " and blob = (select id from blob where digest = ?)",
            at,
            repository,
            digest)
        > 0;
  }

  /// Notes that a copy is lost or damaged: the blob is not served from then on, and its next
  /// push brings the content back. False, and nothing changes, where another copy is kept by
  /// now.
  public boolean lose(BlobKey key) {
    return sql.update(
            "update blob set copy = ? where digest = ? and copy = ?",
            LOST,
            key.digest(),
            key.copy())
        > 0;
  }

  /// Whether the content was lost before, as [#lose] says.
  public static boolean isLost(BlobKey key) {
    return key.copy().equals(LOST);
  }

  /// The images that need a blob, in the trash or not, such as `birds/robin:1` or, without a
  /// tag, `birds/robin@sha256:…`, by name.
  public List<String> images(Digest digest, int limit) {
    return sql.list(
        "select case when t.name is null then r.name || '@' || m.digest"
            + " else r.name || ':' || t.name end as image from blob b"
            + " join manifest_blob k on k.blob = b.id join repository r on r.id = k.repository"
            + " join manifest m on m.id = k.manifest left join tag t"
            + " on t.repository = k.repository and t.manifest = k.manifest"
            + " where b.digest = ? order by 1 limit ?",
        row -> row.getString(1),
        digest,
        limit);
  }

  /// Of some copies those that the metadata name.
  public Set<BlobKey> named(Collection<BlobKey> copies) {
    if (copies.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        sql.list(
            "select digest, copy from blob where " + sql.dialect().any("digest"),
            row -> new BlobKey(Sql.digest(row, 1), row.getString(2)),
            copies.stream().map(BlobKey::digest).distinct().toList()));
  }

  /// The blob, wherever it is linked or not: not for answers to clients.
  public Optional<StoredBlob> find(Digest digest) {
    return sql.first(COLUMNS + " from blob b where b.digest = ?", Blobs::row, digest);
  }

  /// Namespaces that use a blob, in no order.
  public List<String> namespaces(Digest digest, int limit) {
    return sql.list(
        "select n.name from blob b join namespace_blob u on u.blob = b.id"
            + " join namespace n on n.id = u.namespace where b.digest = ? limit ?",
        row -> row.getString(1),
        digest,
        limit);
  }

  /// A repository of a namespace that may serve a blob.
  public Optional<String> repository(Namespace namespace, Digest digest) {
    return sql.first(
        "select r.name from blob b join repository_blob l on l.blob = b.id"
            + " join repository r on r.id = l.repository"
            + " where b.digest = ? and r.namespace = ? limit 1",
        row -> row.getString(1),
        digest,
        namespace.id());
  }

  /// Those behind a digest in the order of digests, for checks of everything.
  ///
  /// @param after empty for the first page
  public List<StoredBlob> page(String after, int limit) {
    return sql.list(
        COLUMNS + " from blob b where b.digest > ? order by b.digest limit ?",
        Blobs::row,
        after,
        limit);
  }

  /// Whether so many bytes more would fit into a namespace, for refusing before they are sent.
  /// Empty when they do.
  public Optional<StorageLimit> overQuota(Namespace namespace, long bytes) {
    return new Usage(sql).passed(namespace.id(), bytes);
  }

  /// What limits a namespace now; empty where nothing does.
  public Optional<StorageLimit> limit(Namespace namespace) {
    return new Usage(sql).limit(namespace.id());
  }

  /// Makes a blob that was put in place known and links it to the repository that it was pushed
  /// to. Where the same content is known already, its first copy stays.
  public Linked link(Repository repository, BlobKey key, long size, Instant at) {
    var usage = new Usage(sql);
    usage.lock(repository.namespace());
    sql.update(
        "insert into blob (digest, copy, size, created) values (?, ?, ?, ?)"
            + " on conflict (digest) do update set copy = excluded.copy, size = excluded.size,"
            + " created = excluded.created where blob.copy = '"
            + LOST
            + "'",
        key.digest(),
        key.copy(),
        size,
        at);
    return link(repository, locked(key.digest()).orElseThrow(Blobs::gone), at);
  }

  /// Links a blob of another repository; the caller may read from that.
  public Linked mount(Repository from, Repository into, Digest digest, Instant at) {
    if (find(from, digest).isEmpty()) {
      return new Linked.Unknown();
    }
    new Usage(sql).lock(into.namespace());
    return link(into, locked(digest).orElseThrow(Blobs::gone), at);
  }

  private Linked link(Repository repository, Row row, Instant at) {
    var usage = new Usage(sql);
    var namespace = repository.namespace();
    var counted =
        sql.first(
            "select counted from repository_blob where repository = ? and blob = ?",
            found -> found.getLong(1) == 1,
            repository.id(),
            row.id());
    if (!counted.orElse(false)) {
      var size = row.blob().size();
      var passed =
          usage.counts(namespace, row.id())
              ? Optional.<StorageLimit>empty()
              : usage.passed(namespace, size);
      if (passed.isPresent()) {
        undo(row);
        return new Linked.OverQuota(passed.get());
      }
      usage.addBlob(namespace, row.id(), size);
    }
    sql.update(
        "insert into repository_blob (repository, blob, since) values (?, ?, ?)"
            + " on conflict (repository, blob) do update set counted = 1, since = excluded.since",
        repository.id(),
        row.id(),
        at);
    return new Linked.Done(row.blob());
  }

  /// A row that this transaction inserted would lead to a copy that the caller deletes.
  private void undo(Row row) {
    var needed =
        sql.number(
            "select (select count(*) from (select 1 from repository_blob where blob = ? limit 1)"
                + " as l) + (select count(*) from (select 1 from manifest_blob where blob = ?"
                + " limit 1) as m) + (select count(*) from idle_blob where blob = ?)",
            row.id(),
            row.id(),
            row.id());
    if (needed == 0) {
      sql.update("delete from blob where id = ?", row.id());
    }
  }

  /// Takes a blob from a repository; the content stays as long as others have it.
  public Unlinked unlink(Repository repository, Digest digest, Instant at) {
    new Usage(sql).lock(repository.namespace());
    return new Links(sql).remove(repository, digest, at);
  }

  /// What became of taking a blob from a repository.
  public enum Unlinked {
    DONE,
    /// The repository does not have it.
    UNKNOWN,
    /// A manifest of the repository needs it; nothing was changed.
    IN_USE
  }

  /// Garbage collection cannot take the row before the end of this transaction.
  private Optional<Row> locked(Digest digest) {
    return sql.first(
        COLUMNS + " from blob b where b.digest = ?" + sql.dialect().lock("key share"),
        row -> new Row(row.getLong(5), row(row)),
        digest);
  }

  private static SqlFailure gone() {
    return SqlFailure.conflict("blob removed meanwhile");
  }

  private record Row(long id, StoredBlob blob) {}

  static StoredBlob row(ResultSet row) throws SQLException {
    return new StoredBlob(
        new BlobKey(Sql.digest(row, 1), row.getString(2)), row.getLong(3), Sql.time(row, 4));
  }
}
