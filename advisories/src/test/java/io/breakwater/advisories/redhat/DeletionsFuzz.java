package io.breakwater.advisories.redhat;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.redhat.RedHatFeed.Kind;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;

/// Any bytes as a document of this feed.
public final class DeletionsFuzz {
  private DeletionsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var in = new ByteArrayInputStream(data);
    try {
      new RedHatFeed().read(Kind.DELETIONS, in, "fuzz", new Collected());
    } catch (FeedException _) {
      // Permitted: refused whole.
    }
  }
}
