package io.breakwater.inventory;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.compression.LayerBytes;
import io.breakwater.image.compression.Subject;
import io.breakwater.image.tar.TarReader;
import io.breakwater.inventory.layer.InventoryLimits;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.inventory.layer.LayerReader;
import io.breakwater.inventory.layer.Room;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The inventory of a layer that was read before it was known what it should be: the caller
/// verifies the stored bytes, and compares the diff ID once there is a configuration.
///
/// @param diffId SHA-256 of the uncompressed bytes; empty where they are stored uncompressed, so
///     that their digest is the same
public record ArrivingLayer(Optional<Digest> diffId, LayerInventory inventory) {
  /// Reads a layer to its end.
  ///
  /// @param stored its bytes as they are stored; closed in the end
  /// @param name for messages
  /// @param spoolDirectory for package databases that have to be whole before they can be read
  /// @param room for what is kept of the layer
  /// @throws ImageException what cannot be read; [Room#CODE] where there is no room
  public static ArrivingLayer read(
      InputStream stored,
      String name,
      LayerLimits layerLimits,
      InventoryLimits limits,
      Path spoolDirectory,
      Room room)
      throws ImageException {
    var subject = Subject.layer(name);
    var bytes = LayerBytes.measuring(stored, subject, layerLimits);
    try (var stream = new TarReader(bytes, subject, layerLimits)) {
      var inventory =
          LayerReader.read(
              stream,
              PackageDatabases.ALL,
              PackageDatabases.CAPTURES,
              limits,
              spoolDirectory,
              room);
      return new ArrivingLayer(bytes.measured(), inventory);
    }
  }

  /// The exception where a configuration names another diff ID.
  ///
  /// @param name of the layer, for messages
  public static ImageException otherDiffId(String name, Digest expected, Digest found) {
    return Subject.layer(name)
        .error(
            "diff-id-mismatch",
            "expected " + expected + " over the uncompressed bytes, found " + found,
            -1,
            null);
  }
}
