package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Manifests and indexes. What is in the trash is found by [Trash] alone.
public final class Manifests {
  private static final String COLUMNS =
      "select m.id, m.digest, p.media_type, m.artifact_type, m.size, m.subject, m.config,"
          + " m.annotations, p.pushed, p.pushed_by";
  private static final String LIVE =
      " from repository_manifest p join manifest m on m.id = p.manifest"
          + " where p.repository = ? and p.trashed is null";

  private final Sql sql;

  Manifests(Sql sql) {
    this.sql = sql;
  }

  /// Puts a manifest into a repository, if all that it names is there; takes it out of the
  /// trash where it is in that, without its former tags.
  ///
  /// @param by who pushes
  public ManifestPut put(Repository repository, NewManifest manifest, String by, Instant at) {
    return new ManifestWriter(sql, repository, at).put(manifest, by);
  }

  /// What a tag names: one look-up, as pulls need it.
  ///
  /// @param repository its name in full
  public Optional<ManifestContent> byTag(String repository, String tag) {
    return sql.first(
        "select m.id, m.digest, p.media_type, m.content from repository r"
            + " join tag t on t.repository = r.id"
            + " join repository_manifest p"
            + " on p.repository = t.repository and p.manifest = t.manifest"
            + " join manifest m on m.id = t.manifest"
            + " where r.name = ? and t.name = ? and p.trashed is null",
        Manifests::content,
        repository,
        tag);
  }

  /// A manifest of a repository: one look-up, as pulls need it.
  ///
  /// @param repository its name in full
  public Optional<ManifestContent> byDigest(String repository, Digest digest) {
    return sql.first(
        "select m.id, m.digest, p.media_type, m.content from repository r"
            + " join manifest m on m.digest = ?"
            + " join repository_manifest p on p.repository = r.id and p.manifest = m.id"
            + " where r.name = ? and p.trashed is null",
        Manifests::content,
        digest,
        repository);
  }

  private static ManifestContent content(ResultSet row) throws SQLException {
    return new ManifestContent(
        row.getLong(1), Sql.digest(row, 2), row.getString(3), row.getBytes(4));
  }

  public Optional<StoredManifest> find(Repository repository, Digest digest) {
    return sql.first(COLUMNS + LIVE + " and m.digest = ?", Manifests::row, repository.id(), digest);
  }

  /// Those of a repository, in the order in which their contents were first pushed anywhere.
  ///
  /// @param after ids behind this; 0 for the first page
  public List<StoredManifest> page(Repository repository, long after, int limit) {
    return sql.list(
        COLUMNS + LIVE + " and p.manifest > ? order by p.manifest limit ?",
        Manifests::row,
        repository.id(),
        after,
        limit);
  }

  /// Those whose subject is a manifest, which need not be there.
  ///
  /// @param artifactType only of this type
  /// @param after ids behind this; 0 for the first page
  public List<StoredManifest> referrers(
      Repository repository, Digest subject, Optional<String> artifactType, long after, int limit) {
    var referrers =
        COLUMNS
            + " from referrer f cross join repository_manifest p cross join manifest m"
            + " where p.repository = f.repository and p.manifest = f.manifest"
            + " and m.id = f.manifest and p.trashed is null"
            + " and f.repository = ? and f.subject = ? and f.manifest > ?";
    var end = " order by f.manifest limit ?";
    return artifactType.isEmpty()
        ? sql.list(referrers + end, Manifests::row, repository.id(), subject, after, limit)
        : sql.list(
            referrers + " and f.artifact_type = ?" + end,
            Manifests::row,
            repository.id(),
            subject,
            after,
            artifactType.get(),
            limit);
  }

  /// The indexes of the repository that name a manifest.
  public List<StoredManifest> parents(Repository repository, Digest child, int limit) {
    return sql.list(
        COLUMNS
            + " from manifest c cross join manifest_child k cross join repository_manifest p"
            + " cross join manifest m where k.child = c.id and p.manifest = k.manifest"
            + " and m.id = p.manifest"
            + " and c.digest = ? and p.repository = ? and p.trashed is null"
            + " order by m.id limit ?",
        Manifests::row,
        child,
        repository.id(),
        limit);
  }

  /// A manifest as it is kept, for checks of everything.
  ///
  /// @param mediaType that it was pushed with to one of its repositories; empty where an index
  ///     alone needs it
  /// @param repositories that have it, in the trash or not, by name
  /// @param children that it names and that are here, or that a mirror knows to be elsewhere
  @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
  public record Kept(
      long id,
      Digest digest,
      String mediaType,
      Optional<String> artifactType,
      long size,
      Optional<Digest> subject,
      Optional<Digest> config,
      byte[] content,
      List<String> repositories,
      Set<Digest> children) {
    public Kept {
      repositories = List.copyOf(repositories);
      children = Set.copyOf(children);
    }
  }

  /// Those behind an id in the order of ids, of all repositories, for checks of everything.
  ///
  /// @param after 0 for the first page
  public List<Kept> page(long after, int limit) {
    return sql.list(
        "select m.id, m.digest, coalesce((select min(p.media_type) from repository_manifest p"
            + " where p.manifest = m.id), ''), m.artifact_type, m.size, m.subject, m.config,"
            + " m.content from manifest m where m.id > ? order by m.id limit ?",
        row ->
            new Kept(
                row.getLong(1),
                Sql.digest(row, 2),
                row.getString(3),
                text(row.getString(4)),
                row.getLong(5),
                Sql.optionalDigest(row, 6),
                Sql.optionalDigest(row, 7),
                row.getBytes(8),
                repositories(row.getLong(1)),
                children(row.getLong(1), Sql.digest(row, 2))),
        after,
        limit);
  }

  private List<String> repositories(long id) {
    return sql.list(
        "select r.name from repository_manifest p join repository r on r.id = p.repository"
            + " where p.manifest = ? order by r.name",
        row -> row.getString(1),
        id);
  }

  private Set<Digest> children(long id, Digest digest) {
    return Set.copyOf(
        sql.list(
            "select c.digest from manifest_child k join manifest c on c.id = k.child"
                + " where k.manifest = ? union select child from mirror_child where parent = ?",
            row -> Sql.digest(row, 1),
            id,
            digest));
  }

  /// The blobs that a manifest keeps in a repository.
  ///
  /// @param repository its name in full
  public Set<Digest> keeps(String repository, long manifest) {
    return Set.copyOf(
        sql.list(
            "select b.digest from repository r join manifest_blob k on k.repository = r.id"
                + " join blob b on b.id = k.blob where r.name = ? and k.manifest = ?",
            row -> Sql.digest(row, 1),
            repository,
            manifest));
  }

  /// Where a manifest is.
  public record Place(Repository repository, Digest digest) {}

  /// The repositories that have manifests, outside of the trash, by the manifests' ids.
  public List<Place> places(Collection<Long> manifests) {
    return manifests.isEmpty()
        ? List.of()
        : sql.list(
            "select r.id, r.namespace, r.name, r.created, m.digest from manifest m"
                + " join repository_manifest p on p.manifest = m.id"
                + " join repository r on r.id = p.repository where p.trashed is null and "
                + sql.dialect().any("m.id")
                + " order by m.id, r.name",
            row -> new Place(Repositories.row(row), Sql.digest(row, 5)),
            List.copyOf(manifests));
  }

  /// The blobs of the repository that a manifest keeps there.
  public List<StoredBlob> blobs(Repository repository, StoredManifest manifest) {
    return sql.list(
        "select b.digest, b.copy, b.size, b.created from manifest_blob k"
            + " join blob b on b.id = k.blob where k.repository = ? and k.manifest = ?"
            + " order by b.id",
        Blobs::row,
        repository.id(),
        manifest.id());
  }

  static StoredManifest row(ResultSet row) throws SQLException {
    return new StoredManifest(
        row.getLong(1),
        Sql.digest(row, 2),
        row.getString(3),
        text(row.getString(4)),
        row.getLong(5),
        Sql.optionalDigest(row, 6),
        Sql.optionalDigest(row, 7),
        text(row.getString(8)),
        Sql.time(row, 9),
        row.getString(10));
  }

  private static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text);
  }
}
