package io.breakwater.inventory.layer;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Layer inventories in files, one a layer, named after the layer's digest.
///
/// A file is written beside its place and renamed, so that a reader sees a whole one or none, and
/// several processes may share the directory. A file that is damaged, cut or of another version
/// counts as missing and is written anew. A cache that cannot be written is said once and does
/// not end anything.
public final class LayerCache {
  /// Larger files than any inventory within the limits.
  private static final long LARGEST = 256L << 20;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path directory;
  private final Consumer<String> warnings;
  private final AtomicBoolean warned = new AtomicBoolean();

  /// @param directory made when the first file is written, for the user alone
  public LayerCache(Path directory, Consumer<String> warnings) {
    this.directory = directory;
    this.warnings = warnings;
  }

  /// The inventory of a layer, if there is a good one.
  ///
  /// @param digest names the file: `sha256:…`
  /// @param variant what the inventory depends on beside the digest: the diff ID that the layer was
  ///     verified against too, and limits that are not the usual ones
  public Optional<LayerInventory> load(String digest, String variant) {
    var file = file(digest);
    try {
      return Files.size(file) > LARGEST
          ? Optional.empty()
          : LayerCodec.decode(digest + " " + variant, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      warn("cannot read " + file + ": " + e);
      return Optional.empty();
    }
  }

  /// Keeps an inventory.
  public void store(String digest, String variant, LayerInventory inventory) {
    var file = file(digest);
    var temporary =
        file.resolveSibling(
            ".new-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet());
    try {
      make();
      Files.write(
          temporary,
          LayerCodec.encode(digest + " " + variant, inventory),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UnsupportedOperationException e) {
      remove(temporary);
      warn("cannot keep layer inventories in " + directory + ": " + reason(e));
    }
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException of && of.getReason() != null
        ? of.getReason()
        : e.toString();
  }

  private void make() throws IOException {
    if (!Files.isDirectory(directory)) {
      if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(owner));
      } else {
        Files.createDirectories(directory);
      }
    }
  }

  private static void remove(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // It was never written, or the disk is gone; the warning that follows says enough.
      return;
    }
  }

  private void warn(String message) {
    if (warned.compareAndSet(false, true)) {
      warnings.accept(message);
    }
  }

  private Path file(String digest) {
    return directory.resolve(digest.replace(':', '-') + ".layer");
  }
}
