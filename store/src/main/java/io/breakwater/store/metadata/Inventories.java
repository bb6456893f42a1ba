package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Inventories of layers and images. They go with their blob or manifest.
public final class Inventories {
  private final Sql sql;

  Inventories(Sql sql) {
    this.sql = sql;
  }

  /// Keeps the inventory of a layer; false, and nothing happens, where the blob is not known.
  public boolean putLayer(Digest layer, int codec, byte[] content, Instant at) {
    return sql.update(
            "insert into layer_inventory (blob, codec, created, content)"
                + " select id, cast(? as bigint), cast(? as bigint), ? from blob where digest = ?"
                + " on conflict (blob) do update set codec = excluded.codec,"
                + " created = excluded.created, content = excluded.content",
            codec,
            at,
            content,
            layer)
        > 0;
  }

  /// Those that are there, of one version of the codec.
  public Map<Digest, StoredInventory> layers(Collection<Digest> layers, int codec) {
    var found = new HashMap<Digest, StoredInventory>();
    if (!layers.isEmpty()) {
      sql.list(
          "select i.codec, i.created, i.content, b.digest from layer_inventory i"
              + " join blob b on b.id = i.blob where i.codec = ? and "
              + sql.dialect().any("b.digest"),
          row -> found.put(Sql.digest(row, 4), row(row)) == null,
          codec,
          List.copyOf(layers));
    }
    return found;
  }

  /// Keeps the inventory of an image and notes its packages for [Packages]; false, and nothing
  /// happens, where no repository has the manifest.
  ///
  /// @param packages their coordinates
  public boolean putImage(
      Digest manifest, int codec, byte[] content, Collection<String> packages, Instant at) {
    var id =
        sql.number(
            "select id from manifest where digest = ?" + sql.dialect().lock("key share"), manifest);
    if (id < 0) {
      return false;
    }
    new PackageIndex(sql).forget(id);
    var ids = new Packages(sql).intern(packages);
    sql.update(
        "insert into image_inventory (manifest, codec, created, content) values (?, ?, ?, ?)"
            + " on conflict (manifest) do update set codec = excluded.codec,"
            + " created = excluded.created, content = excluded.content",
        id,
        codec,
        at,
        content);
    sql.update(
        "insert into image_packages (manifest, packages) values (?, ?)"
            + " on conflict (manifest) do update set packages = excluded.packages, indexed = 0",
        id,
        SortedIds.encode(ids));
    return true;
  }

  /// That of an image, of one version of the codec.
  public Optional<StoredInventory> image(Digest manifest, int codec) {
    return sql.first(
        "select i.codec, i.created, i.content from image_inventory i"
            + " join manifest m on m.id = i.manifest where m.digest = ? and i.codec = ?",
        Inventories::row,
        manifest,
        codec);
  }

  private static StoredInventory row(ResultSet row) throws SQLException {
    return new StoredInventory(row.getInt(1), Sql.time(row, 2), row.getBytes(3));
  }
}
