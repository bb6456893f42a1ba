package io.breakwater.inventory.database;

/// What reading one package database may cost at the most.
///
/// @param bytes length of a database that is text (`package-database-too-large`)
/// @param storeBytes length of the stores of a layer together, which are read at random and kept
///     outside of the heap (`package-database-too-large`)
/// @param lineBytes length of one line (`package-database-damaged`)
/// @param packages packages in one database (`package-database-too-large`)
/// @param textBytes characters kept of all the packages together (`package-database-too-large`)
public record DatabaseLimits(
    long bytes, long storeBytes, int lineBytes, int packages, long textBytes) {
  /// The largest real ones: a full Debian desktop has 5 MB and 4,000 packages; the longest line
  /// is a `Depends` of 20 KB. rpm keeps whole headers with all file names: 50 KB a package in
  /// Berkeley DB, so that 10,000 packages need half a gigabyte. A store does not lie in memory. The
  /// text of 120,000 packages passes the last limit before the layer's own would.
  public static final DatabaseLimits DEFAULT =
      new DatabaseLimits(128L << 20, 1L << 30, 1 << 20, 200_000, 16L << 20);
}
