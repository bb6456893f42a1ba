package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Distinct packages and the images that hold them. A package is known by its coordinates: a text
/// without NUL whose form is the inventory's matter, the same for the same package.
public final class Packages {
  /// Looked up with one statement.
  private static final int AT_ONCE = 500;

  private final Sql sql;

  Packages(Sql sql) {
    this.sql = sql;
  }

  /// A distinct package.
  ///
  /// @param id the store's own
  public record Interned(long id, String coordinates) {}

  /// Their ids, sorted; those that are new become known.
  long[] intern(Collection<String> coordinates) {
    // In order: two that make the same packages known wait for each other in one direction.
    var wanted = List.copyOf(new TreeSet<>(coordinates));
    var ids = new HashMap<String, Long>();
    for (var at = 0; at < wanted.size(); at += AT_ONCE) {
      var some = wanted.subList(at, Math.min(wanted.size(), at + AT_ONCE));
      known(some, ids);
      for (var one : some) {
        if (!ids.containsKey(one)) {
          ids.put(one, add(one));
        }
      }
    }
    var sorted = ids.values().stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private void known(List<String> coordinates, Map<String, Long> ids) {
    sql.list(
        "select coordinates, id from package where " + sql.dialect().any("coordinates"),
        row -> ids.put(row.getString(1), row.getLong(2)) == null,
        coordinates);
  }

  private long add(String coordinates) {
    var id =
        sql.number(
            "insert into package (coordinates) values (?)"
                + " on conflict (coordinates) do nothing returning id",
            coordinates);
    return id >= 0
        ? id
        : find(coordinates)
            .map(Interned::id)
            .orElseThrow(() -> SqlFailure.conflict("package removed meanwhile"));
  }

  public Optional<Interned> find(String coordinates) {
    return sql.first(
        "select id, coordinates from package where coordinates = ?",
        row -> new Interned(row.getLong(1), row.getString(2)),
        coordinates);
  }

  /// All, in the order in which they were first seen.
  ///
  /// @param after ids behind this; 0 for the first page
  public List<Interned> page(long after, int limit) {
    return sql.list(
        "select id, coordinates from package where id > ? order by id limit ?",
        row -> new Interned(row.getLong(1), row.getString(2)),
        after,
        limit);
  }

  /// The packages of an image, in no order; empty without an inventory too.
  public List<String> of(Digest manifest) {
    var ids =
        sql.first(
            "select i.packages from image_packages i join manifest m on m.id = i.manifest"
                + " where m.digest = ?",
            row -> Arrays.stream(SortedIds.decode(row.getBytes(1))).boxed().toList(),
            manifest);
    return ids.isEmpty() || ids.get().isEmpty()
        ? List.of()
        : sql.list(
            "select coordinates from package where " + sql.dialect().any("id"),
            row -> row.getString(1),
            ids.get());
  }

  /// The images that hold a package, by the ids of their manifests; those too that
  /// [PackageIndexing] has not come to yet.
  ///
  /// @param after ids behind this; 0 for the first page
  public List<Long> images(Interned pack, long after, int limit) {
    var from = after;
    var found = new TreeSet<Long>();
    while (found.size() < limit) {
      var some = new PackageIndex(sql).manifests(pack.id(), from, limit);
      if (some.isEmpty()) {
        break;
      }
      found.addAll(
          sql.list(
              "select manifest from image_packages where " + sql.dialect().any("manifest"),
              row -> row.getLong(1),
              some));
      from = some.getLast();
    }
    found.addAll(waiting(pack, after));
    return found.stream().limit(limit).toList();
  }

  /// The images that hold any of some packages, by the ids of their manifests, sorted; those too
  /// that [PackageIndexing] has not come to yet. May name manifests that are gone.
  ///
  /// Reads the index of each package once, so that what many images share costs little, and keeps a
  /// bit for each manifest.
  public long[] images(Collection<Interned> packs) {
    var found = new ManifestBits();
    var index = new PackageIndex(sql);
    var wanted = new HashSet<Long>();
    for (var pack : packs) {
      if (wanted.add(pack.id())) {
        index.forEach(pack.id(), found::add);
      }
    }
    sql.list(
        "select manifest, packages from image_packages where indexed <> 1",
        row ->
            Arrays.stream(SortedIds.decode(row.getBytes(2))).anyMatch(wanted::contains)
                && found.add(row.getLong(1)));
    return found.sorted();
  }

  private List<Long> waiting(Interned pack, long after) {
    return sql
        .list(
            "select manifest, packages from image_packages where indexed <> 1 and manifest > ?",
            row -> SortedIds.contains(row.getBytes(2), pack.id()) ? row.getLong(1) : -1L,
            after)
        .stream()
        .filter(manifest -> manifest >= 0)
        .toList();
  }
}
