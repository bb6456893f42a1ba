package io.breakwater.store.blobs.files;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Says of a failed call to the disk what it means.
final class Failures {
  private static final List<String> FULL =
      List.of("no space left on device", "disk quota exceeded", "not enough space");

  /// A folder or file needs some blocks besides its bytes.
  private static final long LEAST_SPACE = 64 * 1024;

  private final Path folder;

  Failures(Path folder) {
    this.folder = folder;
  }

  StoreException of(String what, IOException cause) {
    if (full(cause)) {
      return new StoreException(
          "storage-full",
          what,
          "the disk is full",
          "Free space on the disk of the storage folder, then send the rest again",
          cause);
    }
    return new StoreException(
        "storage-unavailable",
        what,
        "the disk does not answer as it should",
        "Try again; if it stays so, look up the cause in the server's log",
        cause);
  }

  static StoreException shorter(String what, long expected, long found) {
    return new StoreException(
        "storage-corrupt",
        what,
        expected + " bytes were kept and " + found + " are there",
        "Push the image again, and have the disk of the storage folder looked at",
        null);
  }

  static StoreException notAFolder(String what) {
    return new StoreException(
        "storage-corrupt",
        what,
        "something lies in the place of a folder of the storage",
        "Move it away: the storage makes its folders itself",
        null);
  }

  /// The system's text comes in its language: where that is another one, the space decides.
  private boolean full(IOException cause) {
    var text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return FULL.stream().anyMatch(text::contains) || spaceIsGone();
  }

  private boolean spaceIsGone() {
    try {
      return Files.getFileStore(folder).getUsableSpace() < LEAST_SPACE;
    } catch (IOException e) {
      return false;
    }
  }
}
