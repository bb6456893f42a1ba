package io.breakwater.inventory;

import io.breakwater.image.Layer;

/// Told how far reading an image has come. Called by several threads at once.
public interface Progress {
  /// Tells nobody.
  Progress NONE = new Progress() {};

  /// A layer is read from now on.
  default void started(Layer layer) {}

  /// A layer was read so far; about every 8 MiB.
  ///
  /// @param expandedBytes uncompressed bytes
  default void read(Layer layer, long expandedBytes) {}

  /// A layer is done.
  ///
  /// @param cached true when its inventory was known before
  default void done(Layer layer, boolean cached) {}

  /// Something that does not change the result, for people: the cache could not be written.
  default void warning(String message) {}
}
