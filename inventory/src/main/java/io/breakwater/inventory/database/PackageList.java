package io.breakwater.inventory.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one file of a package database says.
///
/// @param packages in the order of the file; with damage, those that could be read
/// @param damage the first damage, null where all was understood
/// @param builder who maintains the package that names the distribution (`base-files`), which
///     tells Ubuntu's from Debian's where no release file does; null where nothing tells
public record PackageList(
    List<PackageRecord> packages, @Nullable Damage damage, @Nullable String builder) {
  public static final PackageList EMPTY = new PackageList(List.of(), null, null);

  public PackageList {
    packages = List.copyOf(packages);
  }
}
