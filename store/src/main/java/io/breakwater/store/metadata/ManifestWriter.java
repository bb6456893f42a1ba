package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import io.breakwater.store.metadata.ManifestPut.WrongSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts one manifest into a repository: what it names is checked and held in the transaction
/// that makes it known, so that it never names what is gone.
final class ManifestWriter {
  private final Sql sql;
  private final Repository repository;
  private final Instant at;
  private final Usage usage;
  private final Links links;

  ManifestWriter(Sql sql, Repository repository, Instant at) {
    this.sql = sql;
    this.repository = repository;
    this.at = at;
    usage = new Usage(sql);
    links = new Links(sql);
  }

  /// Content that is there.
  private record Held(long id, long size, boolean counted) {}

  ManifestPut put(NewManifest manifest, String by) {
    // Also keeps others from taking the blobs' links and the children away until the commit.
    usage.lock(repository.namespace());
    var blobs = blobs(manifest.blobs());
    var children = children(manifest.children());
    var refused = refused(manifest, blobs, children).or(() -> overQuota(manifest, blobs));
    if (refused.isPresent()) {
      return refused.get();
    }
    var id = content(manifest);
    for (var child : children.values()) {
      sql.update(
          "insert into manifest_child (manifest, child) values (?, ?) on conflict do nothing",
          id,
          child.id());
    }
    var added = place(manifest, id, by);
    var ids = blobs.values().stream().map(Held::id).toList();
    links.need(repository, added ? all(id, ids) : fresh(id, ids), at);
    if (added) {
      usage.add(repository.namespace(), manifest.content().length);
    }
    return new ManifestPut.Stored(id, added);
  }

  private Map<Digest, Held> blobs(List<NewManifest.Reference> references) {
    if (references.isEmpty()) {
      return Map.of();
    }
    // "cross": SQLite begins with the digests; it would read all of a large repository otherwise.
    return held(
        "select b.digest, b.id, b.size, l.counted from blob b cross join repository_blob l"
            + " where l.blob = b.id and b.copy <> '"
            + Blobs.LOST
            + "' and l.repository = ? and "
            + sql.dialect().any("b.digest")
            + " order by b.id"
            + sql.dialect().lock("key share of b"),
        references);
  }

  private Map<Digest, Held> children(List<NewManifest.Reference> references) {
    if (references.isEmpty()) {
      return Map.of();
    }
    return held(
        "select m.digest, m.id, m.size, 1 from manifest m cross join repository_manifest p"
            + " where p.manifest = m.id and p.repository = ? and p.trashed is null and "
            + sql.dialect().any("m.digest")
            + " order by m.id"
            + sql.dialect().lock("key share of m"),
        references);
  }

  private Map<Digest, Held> held(String query, List<NewManifest.Reference> references) {
    var found = new HashMap<Digest, Held>();
    sql.list(
        query,
        row ->
            found.put(
                Sql.digest(row, 1), new Held(row.getLong(2), row.getLong(3), row.getLong(4) == 1)),
        repository.id(),
        references.stream().map(NewManifest.Reference::digest).distinct().toList());
    return found;
  }

  private static Optional<ManifestPut> refused(
      NewManifest manifest, Map<Digest, Held> blobs, Map<Digest, Held> children) {
    var missingBlobs = missing(manifest.blobs(), blobs);
    var missingChildren = missing(manifest.children(), children);
    if (!missingBlobs.isEmpty() || !missingChildren.isEmpty()) {
      return Optional.of(new ManifestPut.Missing(missingBlobs, missingChildren));
    }
    var wrong = new ArrayList<>(wrong(manifest.blobs(), blobs));
    wrong.addAll(wrong(manifest.children(), children));
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(new ManifestPut.WrongSizes(List.copyOf(wrong)));
  }

  private static List<Digest> missing(
      List<NewManifest.Reference> references, Map<Digest, Held> held) {
    return references.stream()
        .filter(reference -> reference.required() && !held.containsKey(reference.digest()))
        .map(NewManifest.Reference::digest)
        .distinct()
        .toList();
  }

  private static List<WrongSize> wrong(
      List<NewManifest.Reference> references, Map<Digest, Held> held) {
    var wrong = new ArrayList<WrongSize>();
    for (var reference : references) {
      var there = held.get(reference.digest());
      if (there != null && there.size() != reference.size()) {
        wrong.add(new WrongSize(reference.digest(), reference.size(), there.size()));
      }
    }
    return wrong;
  }

  private Optional<ManifestPut> overQuota(NewManifest manifest, Map<Digest, Held> blobs) {
    long more = live(manifest.digest()) ? 0 : manifest.content().length;
    for (var blob : blobs.values()) {
      if (!blob.counted() && !usage.counts(repository.namespace(), blob.id())) {
        more += blob.size();
      }
    }
    return usage.passed(repository.namespace(), more).map(ManifestPut.OverQuota::new);
  }

  private boolean live(Digest digest) {
    return new Manifests(sql).find(repository, digest).isPresent();
  }

  /// The content's id; one row, however many repositories have it.
  private long content(NewManifest manifest) {
    var id =
        sql.number(
            "insert into manifest (digest, artifact_type, size, subject, config, annotations,"
                + " created, content) values (?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (digest) do nothing returning id",
            manifest.digest(),
            manifest.artifactType().orElse(null),
            manifest.content().length,
            manifest.subject().orElse(null),
            manifest.config().orElse(null),
            manifest.annotations().orElse(null),
            at,
            manifest.content());
    return id >= 0
        ? id
        : sql.first(
                "select id from manifest where digest = ?" + sql.dialect().lock("key share"),
                row -> row.getLong(1),
                manifest.digest())
            .orElseThrow(() -> SqlFailure.conflict("manifest removed meanwhile"));
  }

  /// @return whether it was not in the repository, or in the trash
  private boolean place(NewManifest manifest, long id, String by) {
    var trashed =
        sql.first(
            "select trashed is not null from repository_manifest"
                + " where repository = ? and manifest = ?",
            row -> row.getBoolean(1),
            repository.id(),
            id);
    if (trashed.isEmpty()) {
      sql.update(
          "insert into repository_manifest (repository, manifest, media_type, pushed, pushed_by)"
              + " values (?, ?, ?, ?, ?)",
          repository.id(),
          id,
          manifest.mediaType(),
          at,
          by);
      manifest.subject().ifPresent(subject -> refer(subject, id, manifest));
      return true;
    }
    sql.update(
        "update repository_manifest set media_type = ?, pushed = ?, pushed_by = ?,"
            + " trashed = null, trashed_by = null where repository = ? and manifest = ?",
        manifest.mediaType(),
        at,
        by,
        repository.id(),
        id);
    if (trashed.get()) {
      sql.update(
          "delete from trashed_tag where repository = ? and manifest = ?", repository.id(), id);
    }
    return trashed.get();
  }

  private void refer(Digest subject, long id, NewManifest manifest) {
    sql.update(
        "insert into referrer (repository, subject, manifest, artifact_type) values (?, ?, ?, ?)",
        repository.id(),
        subject,
        id,
        manifest.artifactType().orElse(null));
  }

  /// Makes these the blobs that it keeps, and no others that it did before the trash.
  private List<Long> all(long id, List<Long> blobs) {
    var before =
        sql.list(
            "delete from manifest_blob where repository = ? and manifest = ? returning blob",
            row -> row.getLong(1),
            repository.id(),
            id);
    var now = new HashSet<>(blobs);
    before.stream().filter(blob -> !now.contains(blob)).forEach(blob -> links.idle(blob, at));
    return fresh(id, blobs);
  }

  /// @return those that it did not keep already
  private List<Long> fresh(long id, List<Long> blobs) {
    if (blobs.isEmpty()) {
      return blobs;
    }
    return sql.list(
        "insert into manifest_blob (repository, manifest, blob) select ?, ?, id from blob where "
            + sql.dialect().any("id")
            + " on conflict (repository, manifest, blob) do nothing returning blob",
        row -> row.getLong(1),
        repository.id(),
        id,
        blobs);
  }
}
