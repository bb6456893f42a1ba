package io.breakwater.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where SQLite's library lies while a server runs. Its driver unpacks it into the system's
/// folder for temporary files, where each server that is killed would leave a megabyte for ever;
/// in the data folder the next start removes it.
final class SqliteLibrary {
  private static final String PROPERTY = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /// Has it unpacked into a folder, unless whoever started this process chose another. Before
  /// the first use of SQLite.
  ///
  /// @param folder of this process alone; made where there is none
  static void unpackInto(Path folder) throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    try (var left = Files.newDirectoryStream(folder, "sqlite-*")) {
      for (var file : left) {
        Files.delete(file);
      }
    }
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, folder.toString());
    }
  }
}
