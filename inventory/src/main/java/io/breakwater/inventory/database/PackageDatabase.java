package io.breakwater.inventory.database;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// One kind of package database. A new one is a package of its own beside `dpkg` and `apk`, and
/// one line where the kinds are registered.
///
/// Files are recognised by their own name and their directory's, not by the whole path: a layer
/// that writes through a symbolic link of a lower layer does not show where its files end up.
public interface PackageDatabase {
  /// Short name, for messages and cache files: `dpkg`.
  String name();

  /// What the file may be to this database.
  ///
  /// @param path relative to the root
  /// @param nameStart where its last name begins
  Role roleOf(String path, int nameStart);

  /// Files that hold packages, relative to the root.
  List<String> files();

  /// Directories of which every file holds packages, relative to the root. Their last name is
  /// unlike that of other directories, since it alone tells that a file matters.
  List<String> directories();

  /// Directory of the file lists, relative to the root, or empty where the database itself
  /// names the files.
  String fileLists();

  /// The package whose files the file list names, empty where it is none.
  String ownerByFileName(String fileName);

  /// Parses one file. What is wrong with it is told in the result, never thrown.
  ///
  /// @param path as in [#roleOf]
  /// @throws IOException only where `in` throws it
  PackageList read(String path, InputStream in, DatabaseLimits limits, FileListSink files)
      throws IOException;
}
