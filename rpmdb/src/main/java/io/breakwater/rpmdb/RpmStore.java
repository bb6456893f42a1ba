package io.breakwater.rpmdb;

import io.breakwater.rpmdb.berkeley.BerkeleyFile;
import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.ndb.NdbFile;
import io.breakwater.rpmdb.sqlite.SqliteFile;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The stores of rpm, told by their file names.
public enum RpmStore {
  /// `Packages`: Berkeley DB, access method hash.
  BERKELEY,
  /// `rpmdb.sqlite`, and `rpmdb.sqlite-wal` beside it.
  SQLITE,
  /// `Packages.db`: rpm's own format since 4.14.
  NDB;

  /// Reads every package of a store, `gpg-pubkey` entries left out.
  ///
  /// Never throws for what the bytes are: what is wrong is told, with as many packages as could
  /// be read passed on before. A list that lacks a package always comes with a damage.
  ///
  /// @param file the whole store: an array, mapped or native memory; read only
  /// @param log the write-ahead log beside an SQLite store, null where there is none
  /// @param files whether the paths of packages are wanted
  /// @return the first damage, null where all was understood
  public @Nullable Damage read(
      MemorySegment file,
      @Nullable MemorySegment log,
      RpmLimits limits,
      boolean files,
      Consumer<RpmPackage> packages) {
    var damages = new Damages();
    var sink = new PackageReader(limits, files, packages, damages);
    try {
      switch (this) {
        case BERKELEY ->
            BerkeleyFile.read(file, limits.packages(), limits.headerBytes(), sink, damages);
        case SQLITE ->
            SqliteFile.read(file, log, limits.packages(), limits.headerBytes(), sink, damages);
        case NDB -> NdbFile.read(file, limits.packages(), limits.headerBytes(), sink, damages);
      }
    } catch (Malformed e) {
      damages.tell(e);
    }
    var first = damages.first();
    return first == null ? null : new Damage(first.limit(), first.why(), first.offset());
  }
}
