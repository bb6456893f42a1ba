package io.breakwater.advisories.ubuntu;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;

/// Any bytes as a document of this feed.
public final class OsvFuzz {
  private OsvFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var in = new ByteArrayInputStream(data);
    var sink = new Collected();
    try {
      OsvReader.read(in, "fuzz", sink);
    } catch (FeedException _) {
      // Permitted: refused whole.
    }
  }
}
