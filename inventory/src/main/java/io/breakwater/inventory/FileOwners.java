package io.breakwater.inventory;

import java.util.Optional;

/// Finds the package that a file belongs to.
public interface FileOwners {
  /// Knows nobody.
  FileOwners NONE = path -> Optional.empty();

  /// The package that owns a file, by the package databases' file lists; empty where none does or
  /// the database names no files. The first call reads the lists.
  ///
  /// @param path absolute, as the package manager names it
  Optional<InstalledPackage> ownerOf(String path);
}
