package io.breakwater.store.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The pieces of sorted manifest ids by package.
final class PackageIndex {
  /// Of a piece; one of twice as many is cut.
  private static final int PIECE = 1024;

  private final Sql sql;

  PackageIndex(Sql sql) {
    this.sql = sql;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pending(long manifest, long[] packages) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(long start, long[] manifests) {}

  /// Brings the inventories that wait into the pieces, up to so many.
  ///
  /// @return how many
  int index(int limit) {
    lock();
    var pending =
        sql.list(
            "select manifest, packages from image_inventory where indexed = 0"
                + " order by manifest limit ?"
                + sql.dialect().lock("update"),
            row -> new Pending(row.getLong(1), SortedIds.decode(row.getBytes(2))),
            limit);
    var added = new TreeMap<Long, TreeSet<Long>>();
    for (var image : pending) {
      for (var id : image.packages()) {
        added.computeIfAbsent(id, none -> new TreeSet<>()).add(image.manifest());
      }
    }
    added.forEach(this::add);
    for (var image : pending) {
      sql.update("update image_inventory set indexed = 1 where manifest = ?", image.manifest());
    }
    return pending.size();
  }

  /// One changes the pieces at a time.
  private void lock() {
    if (sql.dialect() == Dialect.POSTGRESQL) {
      sql.update("lock table package_image in exclusive mode");
    }
  }

  private void add(long pack, SortedSet<Long> manifests) {
    while (!manifests.isEmpty()) {
      var piece = pieceOf(pack, manifests.first());
      var next =
          sql.first(
              "select start from package_image where package = ? and start > ?"
                  + " order by start limit 1",
              row -> row.getLong(1),
              pack,
              piece.map(Piece::start).orElse(manifests.first()));
      var here = next.isPresent() ? manifests.headSet(next.get()) : manifests;
      var merged =
          LongStream.concat(
                  piece.map(found -> Arrays.stream(found.manifests())).orElse(LongStream.empty()),
                  here.stream().mapToLong(Long::longValue))
              .sorted()
              .distinct()
              .toArray();
      write(pack, merged);
      here.clear();
    }
  }

  /// In pieces that have room, but for the last, to which later manifests are added.
  private void write(long pack, long[] manifests) {
    var at = 0;
    while (at < manifests.length) {
      var left = manifests.length - at;
      var size = left < 2 * PIECE ? left : PIECE;
      sql.update(
          "insert into package_image (package, start, manifests) values (?, ?, ?)"
              + " on conflict (package, start) do update set manifests = excluded.manifests",
          pack,
          manifests[at],
          SortedIds.encode(Arrays.copyOfRange(manifests, at, at + size)));
      at += size;
    }
  }

  /// The piece that has a manifest, if any has.
  private Optional<Piece> pieceOf(long pack, long manifest) {
    return sql.first(
        "select start, manifests from package_image where package = ? and start <= ?"
            + " order by start desc limit 1",
        row -> new Piece(row.getLong(1), SortedIds.decode(row.getBytes(2))),
        pack,
        manifest);
  }

  /// Takes a manifest, whose inventory changes, out of the pieces.
  void forget(long manifest) {
    var packages =
        sql.first(
            "select packages from image_inventory where manifest = ? and indexed = 1",
            row -> SortedIds.decode(row.getBytes(1)),
            manifest);
    if (packages.isEmpty()) {
      return;
    }
    lock();
    for (var pack : packages.get()) {
      pieceOf(pack, manifest).ifPresent(piece -> remove(pack, piece, manifest));
    }
  }

  private void remove(long pack, Piece piece, long manifest) {
    var left = Arrays.stream(piece.manifests()).filter(id -> id != manifest).toArray();
    sql.update("delete from package_image where package = ? and start = ?", pack, piece.start());
    write(pack, left);
  }

  /// The manifests behind one, in order, up to about so many more than a piece: those in pieces.
  List<Long> manifests(long pack, long after, int limit) {
    var found = new TreeSet<Long>();
    var piece = pieceOf(pack, after);
    piece.ifPresent(first -> addBehind(found, first.manifests(), after));
    var from = piece.map(Piece::start).orElse(-1L);
    while (found.size() < limit) {
      var next =
          sql.first(
              "select start, manifests from package_image where package = ? and start > ?"
                  + " order by start limit 1",
              row -> new Piece(row.getLong(1), SortedIds.decode(row.getBytes(2))),
              pack,
              from);
      if (next.isEmpty()) {
        break;
      }
      addBehind(found, next.get().manifests(), after);
      from = next.get().start();
    }
    return List.copyOf(found);
  }

  private static void addBehind(Set<Long> found, long[] manifests, long after) {
    for (var manifest : manifests) {
      if (manifest > after) {
        found.add(manifest);
      }
    }
  }
}
