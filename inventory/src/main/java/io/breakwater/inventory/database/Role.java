package io.breakwater.inventory.database;

/// What a file may be to a package database, judged by its name and its directory's.
public enum Role {
  /// Nothing.
  NONE,
  /// Holds packages: to be parsed.
  PACKAGES,
  /// Names the files of one package: to be kept as it is.
  FILES,
  /// Holds packages in a form that this version does not read.
  UNREAD
}
