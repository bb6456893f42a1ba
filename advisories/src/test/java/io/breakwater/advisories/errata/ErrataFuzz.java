package io.breakwater.advisories.errata;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;

/// Any bytes as a document of this feed.
public final class ErrataFuzz {
  private ErrataFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var in = new ByteArrayInputStream(data);
    try {
      ErrataReader.almalinux().read(in, "fuzz", new Collected());
    } catch (FeedException _) {
      // Permitted: refused whole.
    }
  }
}
