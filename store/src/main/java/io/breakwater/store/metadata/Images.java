package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists of images, read without a blob: manifests of many repositories with their tags, and facts
/// that are kept of each. Facts go with the manifest's content.
public final class Images {
  private static final String FACTS =
      "f.version, f.created, f.size, f.labels, f.platform, f.config, f.parent";

  private static final String PAGE =
      "select r.id, r.namespace, r.name, r.created, m.id, m.digest, p.media_type, m.artifact_type,"
          + " m.size, m.subject, m.config, m.annotations, p.pushed, p.pushed_by,"
          + " (select string_agg(t.name, ' ') from tag t"
          + " where t.repository = p.repository and t.manifest = p.manifest), "
          + FACTS
          + " from repository r cross join repository_manifest p cross join manifest m"
          + " left join image_facts f on f.manifest = m.id"
          + " where p.repository = r.id and m.id = p.manifest and p.trashed is null";

  private static final String TAGGED =
      " and exists (select 1 from tag t"
          + " where t.repository = p.repository and t.manifest = p.manifest)";

  /// Looked into with one statement.
  private static final int MOST_REPOSITORIES = 500;

  private final Sql sql;

  Images(Sql sql) {
    this.sql = sql;
  }

  /// Keeps facts of a manifest, in place of those that are kept; false, and nothing happens, where
  /// no repository has it.
  public boolean put(ImageFacts facts) {
    var id =
        sql.number(
            "select id from manifest where digest = ?" + sql.dialect().lock("key share"),
            facts.manifest());
    if (id < 0) {
      return false;
    }
    sql.update(
        "insert into image_facts"
            + " (manifest, version, created, size, labels, platform, config, parent)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (manifest) do update set"
            + " version = excluded.version, created = excluded.created, size = excluded.size,"
            + " labels = excluded.labels, platform = excluded.platform,"
            + " config = excluded.config, parent = excluded.parent",
        id,
        facts.version(),
        facts.created().orElse(null),
        facts.size(),
        Labels.write(facts.labels()),
        facts.platform().orElse(null),
        facts.config().orElse(null),
        facts.parent().orElse(null));
    return true;
  }

  /// What is kept of a manifest.
  public Optional<ImageFacts> facts(Digest digest) {
    return sql.first(
        "select "
            + FACTS
            + " from image_facts f join manifest m on m.id = f.manifest"
            + " where m.digest = ?",
        row -> facts(row, 1, digest),
        digest);
  }

  /// Manifests that are not in the trash, by the names of their repositories, then in the order in
  /// which their contents were first pushed anywhere. A page costs what it returns, wherever it
  /// begins, and a look at each namespace without images.
  ///
  /// @param after where the last page ended; empty for the first
  public List<ListedManifest> page(ImagesQuery query, Optional<ImagePlace> after, int limit) {
    var found = new ArrayList<ListedManifest>();
    after.ifPresent(place -> found.addAll(rest(query, place, limit)));
    if (query.repository().isPresent()) {
      if (after.isEmpty()) {
        found.addAll(rest(query, new ImagePlace(query.repository().get(), 0), limit));
      }
      return List.copyOf(found);
    }
    var name = after.map(ImagePlace::repository).orElse("");
    for (var range : NamespaceOrder.from(sql, query.namespaces(), name)) {
      if (found.size() >= limit) {
        break;
      }
      fill(query, range, limit, found);
    }
    return List.copyOf(found);
  }

  /// What is left of one repository.
  private List<ListedManifest> rest(ImagesQuery query, ImagePlace after, int limit) {
    var repository =
        new Repositories(sql)
            .find(after.repository())
            .filter(found -> query.namespaces().contains(found.namespace()));
    if (repository.isEmpty()
        || query.repository().filter(name -> !name.equals(after.repository())).isPresent()) {
      return List.of();
    }
    var id = repository.get().id();
    return list(
        query,
        " and r.id = ? and p.repository = ? and p.manifest > ? order by p.manifest limit ?",
        id,
        id,
        after.manifest(),
        limit);
  }

  /// Adds what is in a namespace: of one repository, then of as many at once as may fill the page
  /// should they be as large. PostgreSQL would sort all of the namespace to give the first of it.
  private void fill(
      ImagesQuery query, NamespaceOrder.Range range, int limit, List<ListedManifest> found) {
    var name = range.after();
    var some = 1;
    while (found.size() < limit) {
      var repositories = new Repositories(sql).within(range, name, some);
      if (repositories.isEmpty()) {
        return;
      }
      var page =
          list(
              query,
              " and " + sql.dialect().any("r.id") + " order by r.name, p.manifest limit ?",
              repositories.stream().map(Repository::id).toList(),
              limit - found.size());
      found.addAll(page);
      name = repositories.getLast().name();
      var each = Math.max(1, page.size() / repositories.size());
      some = Math.clamp((limit - found.size()) / each + 1, 1, MOST_REPOSITORIES);
    }
  }

  private List<ListedManifest> list(
      ImagesQuery query, String where, @Nullable Object... parameters) {
    return sql.list(PAGE + (query.onlyTagged() ? TAGGED : "") + where, Images::row, parameters);
  }

  private static ListedManifest row(ResultSet row) throws SQLException {
    var manifest =
        new StoredManifest(
            row.getLong(5),
            Sql.digest(row, 6),
            row.getString(7),
            Optional.ofNullable(row.getString(8)),
            row.getLong(9),
            Sql.optionalDigest(row, 10),
            Sql.optionalDigest(row, 11),
            Optional.ofNullable(row.getString(12)),
            Sql.time(row, 13),
            row.getString(14));
    return new ListedManifest(
        Repositories.row(row),
        manifest,
        Tags.joined(row, 15),
        row.getObject(16) == null
            ? Optional.empty()
            : Optional.of(facts(row, 16, manifest.digest())));
  }

  private static ImageFacts facts(ResultSet row, int at, Digest manifest) throws SQLException {
    return new ImageFacts(
        manifest,
        row.getInt(at),
        Sql.optionalTime(row, at + 1),
        row.getLong(at + 2),
        Labels.read(row.getString(at + 3)),
        Optional.ofNullable(row.getString(at + 4)),
        Sql.optionalDigest(row, at + 5),
        Optional.ofNullable(row.getString(at + 6)));
  }
}
