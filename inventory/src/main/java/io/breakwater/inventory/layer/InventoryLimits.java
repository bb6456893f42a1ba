package io.breakwater.inventory.layer;

import io.breakwater.inventory.database.DatabaseLimits;

/// What an inventory may cost at the most; beyond a limit is a gap, never an absence.
///
/// @param database limits of one package database
/// @param textBytes length of a release file or an apt source
/// @param configurationFileBytes length of a configuration file; of a longer one it is known that
///     it is there
/// @param contents files whose content is kept, a layer
/// @param keptBytes memory for packages, texts and the entry log, a layer
///     (`inventory-too-large`)
/// @param imageBytes the same for all layers of an image together
/// @param fileListBytes uncompressed file lists, a layer; what is beyond has no known owner
/// @param steps name comparisons while the layers of an image are merged
///     (`inventory-too-complex`)
public record InventoryLimits(
    DatabaseLimits database,
    int textBytes,
    int configurationFileBytes,
    int contents,
    long keptBytes,
    long imageBytes,
    long fileListBytes,
    long steps) {
  public static final InventoryLimits DEFAULT =
      new InventoryLimits(
          DatabaseLimits.DEFAULT,
          64 << 10,
          64 << 10,
          100_000,
          48L << 20,
          80L << 20,
          64L << 20,
          400_000_000L);

  /// What tells cached inventories of these limits from those of the usual ones; empty for these.
  public String variant() {
    return configurationFileBytes == DEFAULT.configurationFileBytes
        ? ""
        : " configuration-file-bytes=" + configurationFileBytes;
  }
}
