package io.breakwater.advisories.kev;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;

/// Any bytes as a document of this feed.
public final class KevFuzz {
  private KevFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var in = new ByteArrayInputStream(data);
    var sink = new Collected();
    try {
      KevReader.read(in, "fuzz", sink);
    } catch (FeedException _) {
      // Permitted: refused whole.
    }
  }
}
