package io.breakwater.advisories.alpine;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;

/// Any bytes as a document of this feed.
public final class SecdbFuzz {
  private SecdbFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var in = new ByteArrayInputStream(data);
    var sink = new Collected();
    try {
      SecdbReader.read(in, "fuzz", null, sink);
    } catch (FeedException _) {
      // Permitted: refused whole.
    }
  }
}
