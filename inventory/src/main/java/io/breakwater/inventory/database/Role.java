package io.breakwater.inventory.database;

/// What a file may be to a package database, judged by its name and its directory's.
public enum Role {
  /// Nothing.
  NONE,
  /// Holds packages: to be parsed as it comes by ([TextDatabase]).
  PACKAGES,
  /// Holds packages: to be kept and parsed when it is whole ([StoreDatabase]).
  STORE,
  /// Lies beside a store and may change what it says.
  COMPANION,
  /// Names the files of one package: to be kept as it is.
  FILES
}
