package io.breakwater.image.source;

import io.breakwater.image.Image;
import io.breakwater.image.ImageConfig;
import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.Documents;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      case ImageLocation.OciArchive(var file, var tag) ->
          ociArchive(ArchiveFile.open(file, options), tag, options);
      case ImageLocation.DockerArchive(var file, var reference) ->
          dockerArchive(ArchiveFile.open(file, options), reference, options);
      case ImageLocation.RootDirectory(var directory) -> rootDirectory(directory);
      case ImageLocation.Sbom(var file) ->
          throw new ImageException(
              "not-an-image",
              "opening sbom:" + file,
              "a bill of materials holds no layers",
              "Name the image itself; 'scan' and 'packages' read an SBOM");
      case ImageLocation.LocalPath(var path) -> local(path, options);
      case ImageLocation.StandardInput() ->
          archive(ArchiveFile.spool(options.standardInput(), "-", options), options);
      case ImageLocation.Registry(var reference) ->
          RegistryContents.open(reference, options.registry(), options.platform());
    };
  }

  private static OpenedImages local(Path path, SourceOptions options) throws ImageException {
    if (!Files.isDirectory(path)) {
      return archive(ArchiveFile.open(path, options), options);
    }
    return Files.exists(path.resolve("oci-layout")) && Files.exists(path.resolve("index.json"))
        ? layout(path, null, options)
        : rootDirectory(path);
  }

  /// An archive of either kind. What newer versions of `docker save` write is both; its layout
  /// says more, as it has manifests with digests.
  private static OpenedImages archive(ArchiveFile archive, SourceOptions options)
      throws ImageException {
    if (archive.holds("index.json") && archive.holds("oci-layout")) {
      return ociArchive(archive, null, options);
    }
    if (archive.holds("manifest.json")) {
      return dockerArchive(archive, null, options);
    }
    return archive.holds("index.json")
        ? ociArchive(archive, null, options)
        : refuse(archive, "manifest.json nor index.json");
  }

  private static OpenedImages refuse(ArchiveFile archive, String missing) throws ImageException {
    archive.close();
    throw ArchiveFile.notAnImage(
        "opening " + archive.name(), "the archive holds no " + missing, null);
  }

  private static OpenedImages ociArchive(
      ArchiveFile archive, @Nullable String tag, SourceOptions options) throws ImageException {
    if (!archive.holds("index.json")) {
      return refuse(archive, "index.json");
    }
    var name = archive.name() + (tag == null ? "" : ":" + tag);
    var what = "opening " + name;
    try {
      var json = archive.document("index.json", what, Documents.MANIFEST_LIMIT);
      var walk = new ManifestWalk(new ArchiveContents(archive), name, options.platform());
      var images = walk.images(OciIndex.choose(OciIndex.read(json, what), tag, what));
      return new OpenedImages(name, walk.indexDigest(), images, archive::close);
    } catch (ImageException e) {
      archive.close();
      throw e;
    }
  }

  private static OpenedImages dockerArchive(
      ArchiveFile archive, @Nullable String reference, SourceOptions options)
      throws ImageException {
    if (!archive.holds("manifest.json")) {
      return refuse(archive, "manifest.json");
    }
    var name = archive.name() + (reference == null ? "" : ":" + reference);
    try {
      var image = DockerArchives.open(archive, reference, name, options.platform());
      return new OpenedImages(name, Optional.empty(), List.of(image), archive::close);
    } catch (ImageException e) {
      archive.close();
      throw e;
    }
  }

  private static OpenedImages rootDirectory(Path directory) throws ImageException {
    var name = "dir:" + directory;
    if (!Files.isDirectory(directory)) {
      var exists = Files.exists(directory);
      throw new ImageException(
          exists ? "not-an-image" : "image-not-found",
          "opening " + name,
          exists ? directory + " is not a directory" : "there is no " + directory,
          "Name a directory that holds a root file system");
    }
    var image =
        new Image(
            null,
            Optional.empty(),
            Optional.empty(),
            ImageConfig.NONE,
            List.of(new DirectoryLayer(directory)));
    return new OpenedImages(name, Optional.empty(), List.of(image), () -> {});
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

  static byte[] read(Path file, String what) throws ImageException {
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
