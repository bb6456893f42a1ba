package io.breakwater.image.source;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.Documents;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens images wherever they are.
public final class ImageSource {
  private ImageSource() {}

  /// Opens one image, or several when all platforms are asked for. Manifests and configurations
  /// are read and checked; layers are not touched, so that one that is missing shows when it is
  /// opened.
  ///
  /// @throws ImageException `image-not-found`, `image-unreadable`, `not-an-image`,
  ///     `tag-not-found`, `tag-ambiguous`, `platform-not-found`, `archive-truncated`, and those
  ///     of documents and registries
  public static OpenedImages open(ImageLocation location, SourceOptions options)
      throws ImageException {
    return switch (location) {
      case ImageLocation.OciLayout(var directory, var tag) -> layout(directory, tag, options);
      default -> throw new IllegalStateException();
    };
  }

  private static OpenedImages layout(Path directory, @Nullable String tag, SourceOptions options)
      throws ImageException {
    var name = "oci:" + directory + (tag == null ? "" : ":" + tag);
    var what = "opening " + name;
    var json = read(directory.resolve("index.json"), what);
    var contents = new LayoutContents(directory);
    var walk = new ManifestWalk(contents, name, options.platform());
    var images = walk.images(OciIndex.choose(OciIndex.read(json, what), tag, what));
    return new OpenedImages(name, walk.indexDigest(), images, contents::close);
  }

  private static byte[] read(Path file, String what) throws ImageException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(Documents.MANIFEST_LIMIT + 1);
      if (bytes.length > Documents.MANIFEST_LIMIT) {
        throw new ImageException(
            "blob-too-large",
            what,
            file + " has more than " + Documents.MANIFEST_LIMIT + " bytes",
            "Such documents have a few kilobytes; check what made this one");
      }
      return bytes;
    } catch (IOException e) {
      throw failed(file, what, e);
    }
  }

  static ImageException failed(Path path, String what, IOException e) {
    return switch (e) {
      case NoSuchFileException none ->
          new ImageException(
              "image-not-found",
              what,
              "there is no " + path,
              "Check the path; it is relative to the current directory",
              -1,
              e);
      case AccessDeniedException denied ->
          new ImageException(
              "image-unreadable",
              what,
              "reading " + path + " is not permitted",
              "Grant read permission, or run as a user who has it",
              -1,
              e);
      default ->
          new ImageException(
              "image-unreadable",
              what,
              "reading " + path + " failed: " + e,
              "Check the disk and try again",
              -1,
              e);
    };
  }
}
