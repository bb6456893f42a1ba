package io.breakwater.store.metadata;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/// The pieces of sorted manifest ids by package.
final class PackageIndex {
  /// Of a piece; one of twice as many is cut.
  private static final int PIECE = 1024;

  private final Sql sql;

  PackageIndex(Sql sql) {
    this.sql = sql;
  }

  /// Packages of an image that waits.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Waiting(Long manifest, long[] packages) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(long start, long[] manifests) {}

  /// How many images wait, or are being brought in.
  long waiting() {
    return sql.number("select count(*) from image_packages where indexed <> 1");
  }

  /// Takes up to so many images that wait, by their manifests; also those that somebody took and
  /// did not finish.
  List<Waiting> begin(int limit) {
    return sql
        .list(
            "update image_packages set indexed = 2 where manifest in"
                + " (select manifest from image_packages where indexed <> 1"
                + " order by manifest limit ?) returning manifest, packages",
            row -> new Waiting(row.getLong(1), SortedIds.decode(row.getBytes(2))),
            limit)
        .stream()
        .sorted(Comparator.comparing(Waiting::manifest))
        .toList();
  }

  /// Adds images to the pieces of some packages, but for those whose inventory was made again or
  /// that went since [#begin]. Adding twice adds once.
  ///
  /// @param manifests sorted, by package
  void add(Map<Long, List<Long>> manifests) {
    lock();
    var all = manifests.values().stream().flatMap(List::stream).distinct().toList();
    var taken =
        Set.copyOf(
            sql.list(
                "select manifest from image_packages where indexed = 2 and "
                    + sql.dialect().any("manifest")
                    + sql.dialect().lock("update"),
                row -> row.getLong(1),
                all));
    manifests.forEach(
        (pack, images) -> add(pack, images.stream().filter(taken::contains).toList()));
  }

  /// Notes that the pieces of all packages have these images.
  void end(List<Long> manifests) {
    sql.update(
        "update image_packages set indexed = 1 where indexed = 2 and "
            + sql.dialect().any("manifest"),
        manifests);
  }

  /// One changes the pieces at a time.
  private void lock() {
    if (sql.dialect() == Dialect.POSTGRESQL) {
      sql.update("lock table package_image in exclusive mode");
    }
  }

  private void add(long pack, List<Long> manifests) {
    var at = 0;
    while (at < manifests.size()) {
      var piece = pieceOf(pack, manifests.get(at));
      var next =
          sql.first(
              "select start from package_image where package = ? and start > ?"
                  + " order by start limit 1",
              row -> row.getLong(1),
              pack,
              piece.map(Piece::start).orElse(manifests.get(at)));
      var end = at;
      while (end < manifests.size() && manifests.get(end) < next.orElse(Long.MAX_VALUE)) {
        end++;
      }
      var merged =
          LongStream.concat(
                  piece.map(found -> Arrays.stream(found.manifests())).orElse(LongStream.empty()),
                  manifests.subList(at, end).stream().mapToLong(Long::longValue))
              .sorted()
              .distinct()
              .toArray();
      write(pack, merged);
      at = end;
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
    if (sql.number("select count(*) from image_packages where manifest = ?", manifest) == 0) {
      return;
    }
    lock();
    var packages =
        sql.first(
            "select packages from image_packages where manifest = ? and indexed <> 0"
                + sql.dialect().lock("update"),
            row -> SortedIds.decode(row.getBytes(1)),
            manifest);
    if (packages.isEmpty()) {
      return;
    }
    for (var pack : packages.get()) {
      pieceOf(pack, manifest).ifPresent(piece -> remove(pack, piece, manifest));
    }
  }

  private void remove(long pack, Piece piece, long manifest) {
    var left = Arrays.stream(piece.manifests()).filter(id -> id != manifest).toArray();
    sql.update("delete from package_image where package = ? and start = ?", pack, piece.start());
    write(pack, left);
  }

  /// Passes on the manifests in the pieces of a package.
  void forEach(long pack, LongConsumer consumer) {
    sql.list(
        "select manifests from package_image where package = ?",
        row -> {
          for (var manifest : SortedIds.decode(row.getBytes(1))) {
            consumer.accept(manifest);
          }
          return true;
        },
        pack);
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
