package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.inventory.layer.LayerInventory;
import java.util.Optional;

/// What came of reading a layer.
public sealed interface LayerRecord {
  /// Its inventory.
  ///
  /// @param diffId SHA-256 of the uncompressed bytes; empty where they are stored uncompressed
  record Read(Optional<Digest> diffId, LayerInventory inventory) implements LayerRecord {}

  /// It cannot be read, however often one tries.
  record Damaged(ImageException why) implements LayerRecord {}

  /// About how much memory it takes, in bytes.
  default long weight() {
    return switch (this) {
      case Read read -> 512 + read.inventory().weight();
      case Damaged damaged -> 2048;
    };
  }
}
