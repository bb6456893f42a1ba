package io.breakwater.inventory.database;

import java.util.List;

/// One kind of package database. A new one is a package of its own beside `dpkg` and `apk`, and
/// one line where the kinds are registered.
///
/// Files are recognised by their own name and their directory's, not by the whole path: a layer
/// that writes through a symbolic link of a lower layer does not show where its files end up.
public sealed interface PackageDatabase permits TextDatabase, StoreDatabase {
  /// Short name, for messages and cache files: `dpkg`.
  String name();

  /// What the file may be to this database.
  ///
  /// @param path relative to the root
  /// @param nameStart where its last name begins
  Role roleOf(String path, int nameStart);

  /// Where the packages are, relative to the root. Each place is one file, or several of which
  /// the package manager uses one, the likeliest first.
  List<List<String>> places();

  /// Directories of which every file holds packages, relative to the root. Their last name is
  /// unlike that of other directories, since it alone tells that a file matters.
  default List<String> directories() {
    return List.of();
  }

  /// Directory of the file lists, relative to the root, or empty where the database itself
  /// names the files.
  default String fileLists() {
    return "";
  }

  /// The package whose files the file list names, empty where it is none.
  default String ownerByFileName(String fileName) {
    return "";
  }
}
