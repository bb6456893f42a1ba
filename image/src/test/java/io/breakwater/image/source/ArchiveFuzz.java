package io.breakwater.image.source;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Any bytes as an archive that holds an image, of either kind, its layers included.
public final class ArchiveFuzz {
  private static final LayerLimits LIMITS = new LayerLimits(8 << 20, 100, 10_000, 4096);

  /// One file, written anew for each input.
  private static final Path FILE = file();

  private ArchiveFuzz() {}

  private static Path file() {
    try {
      var file = Files.createTempFile("archive-fuzz", ".tar");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Only [ImageException] may end it.
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      Files.write(FILE, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read(new ImageLocation.LocalPath(FILE));
    read(new ImageLocation.DockerArchive(FILE, null));
    read(new ImageLocation.OciArchive(FILE, null));
  }

  private static void read(ImageLocation location) {
    var options =
        SourceOptions.of(FILE.resolveSibling("archive-fuzz-spool"))
            .withPlatform(new PlatformChoice.All())
            .withSpoolLimit(8 << 20);
    try (var opened = ImageSource.open(location, options)) {
      for (var image : opened.images()) {
        for (var layer : image.layers()) {
          try (var entries = layer.open(LIMITS)) {
            while (entries.next() != null) {
              if (entries.position() < 0) {
                throw new IllegalStateException("an impossible position");
              }
            }
            entries.verify();
          }
        }
      }
    } catch (ImageException e) {
      if (e.next().isEmpty() || !e.code().matches("[a-z0-9-]+")) {
        throw new IllegalStateException("an error without a way out", e);
      }
    }
  }
}
