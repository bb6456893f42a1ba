package io.breakwater.inventory.layer;

import io.breakwater.inventory.database.PackageList;

/// What is kept of a file that may matter.
public sealed interface Content {
  /// A package database that was parsed.
  ///
  /// @param database name of its kind
  /// @param fileList number of the list of all its packages' paths, -1 where it names none
  record Packages(String database, PackageList list, int fileList) implements Content {}

  /// A small text: a release file, an apt source; bytes that are not UTF-8 are U+FFFD.
  record Text(String text) implements Content {}

  /// The paths of one package, in [LayerInventory]'s file lists.
  record FileList(int number) implements Content {}

  /// The file is there, and what it says is not known.
  ///
  /// @param code stable, kebab case; empty for a file that does not hold what its name says, such
  ///     as a device
  record Unread(String code, String why) implements Content {}
}
