package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.LayerLimits;
import io.breakwater.inventory.layer.InventoryLimits;
import java.nio.file.Path;
import java.time.Duration;

/// How layers are read.
///
/// @param memory bytes that all layers that arrive may take together: what waits for a reader and
///     what readers keep
/// @param kept bytes of inventories that are kept in memory, since the manifest follows soon
/// @param patience how long an upload waits for its reader, all in all; beyond it the rest is
///     read from the store
/// @param idle how long a reader waits for more of an upload
/// @param workers how many layers are read from the store at a time
/// @param spoolDirectory where large package databases are kept while they are read
public record IntakeOptions(
    long memory,
    long kept,
    Duration patience,
    Duration idle,
    int workers,
    LayerLimits layerLimits,
    InventoryLimits limits,
    Path spoolDirectory) {
  public IntakeOptions {
    if (memory < 0 || kept < 0 || patience.isNegative() || idle.isNegative() || workers < 1) {
      throw new IllegalArgumentException("limits of reading layers are positive");
    }
  }

  /// 64 MiB for what arrives, 32 MiB for what was read; as many workers as processors.
  public static IntakeOptions standard() {
    return new IntakeOptions(
        64L << 20,
        32L << 20,
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        Runtime.getRuntime().availableProcessors(),
        LayerLimits.DEFAULT,
        InventoryLimits.DEFAULT,
        Path.of(System.getProperty("java.io.tmpdir", ".")));
  }

  public IntakeOptions withMemory(long bytes) {
    return new IntakeOptions(
        bytes, kept, patience, idle, workers, layerLimits, limits, spoolDirectory);
  }

  public IntakeOptions withPatience(Duration longest) {
    return new IntakeOptions(
        memory, kept, longest, idle, workers, layerLimits, limits, spoolDirectory);
  }

  public IntakeOptions withIdle(Duration longest) {
    return new IntakeOptions(
        memory, kept, patience, longest, workers, layerLimits, limits, spoolDirectory);
  }

  public IntakeOptions withLimits(LayerLimits forLayers, InventoryLimits forInventories) {
    return new IntakeOptions(
        memory, kept, patience, idle, workers, forLayers, forInventories, spoolDirectory);
  }

  public IntakeOptions withSpoolDirectory(Path directory) {
    return new IntakeOptions(memory, kept, patience, idle, workers, layerLimits, limits, directory);
  }

  /// What a kept inventory depends on beside the layer; empty for the usual limits.
  String variant() {
    return layerLimits.equals(LayerLimits.DEFAULT) && limits.equals(InventoryLimits.DEFAULT)
        ? ""
        : layerLimits + " " + limits;
  }
}
