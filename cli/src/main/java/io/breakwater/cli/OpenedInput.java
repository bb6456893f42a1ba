package io.breakwater.cli;

import io.breakwater.image.source.OpenedImages;
import io.breakwater.inventory.ImageInventory;

/// What a command is about, open for reading.
sealed interface OpenedInput extends AutoCloseable {
  /// Images, whose layers are read on demand.
  record Images(OpenedImages opened) implements OpenedInput {
    @Override
    public void close() {
      opened.close();
    }
  }

  /// A bill of materials, read already.
  ///
  /// @param title what people call it: `SBOM app.json`
  record Bill(String title, ImageInventory inventory) implements OpenedInput {
    @Override
    public void close() {}
  }

  @Override
  void close();
}
