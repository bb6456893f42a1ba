package io.breakwater.image.manifest;

import io.breakwater.image.ImageException;

/// Any bytes as manifest, index, configuration and `manifest.json` of an archive.
public final class DocumentsFuzz {
  private DocumentsFuzz() {}

  /// Only [ImageException] may end it.
  public static void fuzzerTestOneInput(byte[] data) {
    read(() -> Documents.manifest(data, "fuzz", ""));
    read(() -> Documents.manifest(data, "fuzz", "application/vnd.oci.image.index.v1+json"));
    read(() -> Documents.config(data, "fuzz"));
    read(() -> Documents.archiveManifest(data, "fuzz"));
  }

  private interface Reading {
    Object read() throws ImageException;
  }

  private static void read(Reading reading) {
    try {
      if (reading.read().toString().isEmpty()) {
        throw new IllegalStateException("a document without a form");
      }
    } catch (ImageException e) {
      if (e.next().isEmpty() || !e.code().matches("[a-z0-9-]+")) {
        throw new IllegalStateException("an error without a way out", e);
      }
    }
  }
}
