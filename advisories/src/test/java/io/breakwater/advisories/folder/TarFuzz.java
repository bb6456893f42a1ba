package io.breakwater.advisories.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Any bytes as a tar stream.
public final class TarFuzz {
  private TarFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var tar = new TarReader(new ByteArrayInputStream(data));
    try {
      while (tar.next() != null) {
        tar.content().readNBytes(1000);
      }
    } catch (IOException _) {
      // Permitted: refused.
    }
  }
}
