package io.breakwater.inventory.database;

import java.io.IOException;
import java.io.InputStream;

/// A package database of text, which is read as it comes by.
public non-sealed interface TextDatabase extends PackageDatabase {
  /// Parses one file. What is wrong with it is told in the result, never thrown.
  ///
  /// @param path as in [#roleOf]
  /// @throws IOException only where `in` throws it
  PackageList read(String path, InputStream in, DatabaseLimits limits, FileListSink files)
      throws IOException;
}
