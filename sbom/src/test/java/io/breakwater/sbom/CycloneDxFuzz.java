package io.breakwater.sbom;

import java.io.ByteArrayInputStream;

/// Fuzz target: any bytes as a document, from a CycloneDx one on. Only [SbomException] is
/// permitted, and an inventory without packages says that it knows nothing.
public final class CycloneDxFuzz {
  private CycloneDxFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      var inventory =
          SbomFile.read(new ByteArrayInputStream(data), Documents.NAME, Documents.SMALL);
      if (inventory.packages().isEmpty() && inventory.gaps().isEmpty()) {
        throw new AssertionError("nothing is known, and nothing says so");
      }
      for (var one : inventory.packages()) {
        if (one.name().isBlank() || one.version().isEmpty() || one.source().isEmpty()) {
          throw new AssertionError("a package without name, version or source");
        }
      }
    } catch (SbomException e) {
      // Refused.
    }
  }
}
