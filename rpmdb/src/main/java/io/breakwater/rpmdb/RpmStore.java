package io.breakwater.rpmdb;

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
    return new Damage(false, "this version does not read " + this, 0);
  }
}
