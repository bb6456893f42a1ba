package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What mirrors know of their upstreams, beside what their repositories have: what tags name there,
/// and manifests whose blobs are not all here yet, which [Manifests] therefore does not take.
public final class Mirrors {
  private static final String COLUMNS =
      "select r.name, m.digest, m.media_type, m.tries, m.content from mirror_manifest m"
          + " join repository r on r.id = m.repository";

  private final Sql sql;

  Mirrors(Sql sql) {
    this.sql = sql;
  }

  /// What a tag named when upstream was last asked.
  ///
  /// @param repository its name in full
  public Optional<MirroredTag> tag(String repository, String name) {
    return sql.first(
        "select t.digest, t.checked from mirror_tag t join repository r on r.id = t.repository"
            + " where r.name = ? and t.name = ?",
        row -> new MirroredTag(Sql.digest(row, 1), Sql.time(row, 2)),
        repository,
        name);
  }

  public void putTag(Repository repository, String name, Digest manifest, Instant at) {
    sql.update(
        "insert into mirror_tag (repository, name, digest, checked) values (?, ?, ?, ?)"
            + " on conflict (repository, name)"
            + " do update set digest = excluded.digest, checked = excluded.checked",
        repository.id(),
        name,
        manifest,
        at);
  }

  public void deleteTag(Repository repository, String name) {
    sql.update("delete from mirror_tag where repository = ? and name = ?", repository.id(), name);
  }

  /// The tags that name a manifest, by name.
  public List<String> tags(Repository repository, Digest manifest) {
    return sql.list(
        "select name from mirror_tag where repository = ? and digest = ? order by name",
        row -> row.getString(1),
        repository.id(),
        manifest);
  }

  /// Keeps a manifest until its blobs are here; nothing happens where it is kept already.
  public void keep(
      Repository repository, Digest digest, String mediaType, byte[] content, Instant at) {
    sql.update(
        "insert into mirror_manifest (repository, digest, media_type, pulled, content)"
            + " values (?, ?, ?, ?, ?) on conflict (repository, digest) do nothing",
        repository.id(),
        digest,
        mediaType,
        at,
        content);
  }

  /// A manifest that is kept.
  ///
  /// @param repository its name in full
  public Optional<MirroredManifest> find(String repository, Digest digest) {
    return sql.first(
        COLUMNS + " where r.name = ? and m.digest = ?", Mirrors::row, repository, digest);
  }

  /// Forgets a manifest: it is the repository's now, or nobody's.
  public void forget(Repository repository, Digest digest) {
    sql.update(
        "delete from mirror_manifest where repository = ? and digest = ?", repository.id(), digest);
  }

  /// Has the rest of a manifest fetched, once somebody wants it; what is due stays so.
  public void want(Repository repository, Digest digest, Instant due) {
    sql.update(
        "update mirror_manifest set due = ? where repository = ? and digest = ? and due is null",
        due,
        repository.id(),
        digest);
  }

  /// Notes that the rest of a manifest is being fetched, and when to try again should that fail.
  ///
  /// @return false where another does it, or nothing is to be done
  public boolean attempt(Repository repository, Digest digest, Instant now, Instant again) {
    return sql.update(
            "update mirror_manifest set due = ?, tries = tries + 1"
                + " where repository = ? and digest = ? and due <= ?",
            again,
            repository.id(),
            digest,
            now)
        > 0;
  }

  /// Manifests whose rest is to be fetched by now, the longest due first.
  public List<MirroredManifest> due(Instant now, int limit) {
    return sql.list(COLUMNS + " where m.due <= ? order by m.due limit ?", Mirrors::row, now, limit);
  }

  /// Forgets up to so many manifests that were pulled before a time and never became whole.
  ///
  /// @return how many
  public int expire(Instant before, int limit) {
    return sql.update(
        "delete from mirror_manifest where (repository, digest) in (select repository, digest"
            + " from mirror_manifest where pulled < ? order by pulled limit ?)",
        before,
        limit);
  }

  /// Notes which manifests an index names that are not here.
  public void missing(Repository repository, Digest index, Collection<Digest> children) {
    for (var child : children) {
      sql.update(
          "insert into mirror_child (repository, child, parent) values (?, ?, ?)"
              + " on conflict (repository, child, parent) do nothing",
          repository.id(),
          child,
          index);
    }
  }

  /// The indexes that wait for a manifest, which they do no longer then.
  public List<Digest> arrived(Repository repository, Digest child) {
    return sql.list(
        "delete from mirror_child where repository = ? and child = ? returning parent",
        row -> Sql.digest(row, 1),
        repository.id(),
        child);
  }

  /// How many manifests are not whole.
  public long unfinished() {
    return sql.number("select count(*) from mirror_manifest");
  }

  private static MirroredManifest row(ResultSet row) throws SQLException {
    return new MirroredManifest(
        row.getString(1), Sql.digest(row, 2), row.getString(3), row.getInt(4), row.getBytes(5));
  }
}
