package io.breakwater.inventory.layer;

import java.io.IOException;
import java.io.InputStream;

/// A kind of files, other than package databases, of which something is kept.
public interface Capture {
  /// Whether a file is one of them, judged by its name and its directory's.
  ///
  /// @param path relative to the root
  /// @param nameStart where its last name begins
  boolean mayBe(String path, int nameStart);

  /// Takes what matters of one file. What is wrong with it is told in the result.
  ///
  /// @param size of the file
  /// @throws IOException only where `in` throws it
  Content read(InputStream in, long size, InventoryLimits limits) throws IOException;
}
