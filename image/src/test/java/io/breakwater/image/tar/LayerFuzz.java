package io.breakwater.image.tar;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.compression.LayerBytes;
import io.breakwater.image.compression.LayerBytes.Expected;
import io.breakwater.image.compression.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Any bytes as a layer: plain, gzip or zstd by their magic, then tar.
public final class LayerFuzz {
  private static final LayerLimits LIMITS = new LayerLimits(64 << 20, 1000, 10_000, 4096);

  private LayerFuzz() {}

  /// Reads all entries and the start of their contents; only [ImageException] may end it.
  public static void fuzzerTestOneInput(byte[] data) {
    var subject = Subject.layer("fuzz");
    var buffer = new byte[4096];
    try (var reader =
        new TarReader(
            LayerBytes.open(new ByteArrayInputStream(data), subject, Expected.NOTHING, LIMITS),
            subject,
            LIMITS)) {
      for (var entry = reader.next(); entry != null; entry = reader.next()) {
        var content = reader.content();
        for (var i = 0; i < 4 && content.read(buffer, 0, buffer.length) >= 0; i++) {
          if (entry.size() < 0 || entry.path().startsWith("/") || entry.path().equals("..")) {
            throw new IllegalStateException("an impossible entry: " + entry);
          }
        }
      }
      reader.verify();
    } catch (ImageException e) {
      if (e.next().isEmpty()) {
        throw new IllegalStateException("an error without a way out", e);
      }
    } catch (IOException e) {
      if (!(e.getCause() instanceof ImageException)) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
