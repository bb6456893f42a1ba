package io.breakwater.inventory.database;

/// What reading one package database may cost at the most.
///
/// @param bytes length of the database's file (`package-database-too-large`)
/// @param lineBytes length of one line (`package-database-damaged`)
/// @param packages packages in one database (`package-database-too-large`)
/// @param textBytes characters kept of all the packages together (`package-database-too-large`)
public record DatabaseLimits(long bytes, int lineBytes, int packages, long textBytes) {
  /// The largest real ones: a full Debian desktop has 5 MB and 4,000 packages; the longest line
  /// is a `Depends` of 20 KB. rpm keeps whole headers with all file names: 50 KB a package in
  /// Berkeley DB, so that 10,000 packages need half a gigabyte. Neither lies in memory.
  public static final DatabaseLimits DEFAULT =
      new DatabaseLimits(1L << 30, 1 << 20, 200_000, 24L << 20);
}
