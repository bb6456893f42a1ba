package io.breakwater.inventory.database;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/// A package database that is read at random places, so that its file is kept until it is whole;
/// and that may have companions: files beside it, such as a write-ahead log, without which it
/// says something else.
public non-sealed interface StoreDatabase extends PackageDatabase {
  /// So many first bytes are enough for [#mayBe].
  int FIRST = 32;

  /// Whether a file is worth keeping, by its place and its first bytes. Files that only share a
  /// store's name are not.
  ///
  /// @param path as in [#roleOf]
  /// @param first up to [#FIRST] bytes
  boolean mayBe(String path, int nameStart, byte[] first);

  /// What the names of a store's companions add to its own: `-wal`; empty where it has none.
  ///
  /// @param path of the store, as in [#roleOf]
  List<String> companions(String path);

  /// Which changes a companion holds that its store does not have: why the store alone is not to
  /// be believed. Empty for none.
  ///
  /// @param path of the companion, as in [#roleOf]
  String changesIn(String path, MemorySegment companion);

  /// Reads one store. What is wrong with it is told in the result, never thrown.
  ///
  /// @param path as in [#roleOf]
  /// @param companions by what their names add, those that hold changes
  /// @throws IOException only where `files` throws it
  PackageList read(
      String path,
      MemorySegment store,
      Map<String, MemorySegment> companions,
      DatabaseLimits limits,
      FileListSink files)
      throws IOException;
}
