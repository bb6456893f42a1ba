package io.breakwater.image.source;

import io.breakwater.image.Digest;
import io.breakwater.image.EntryStream;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.compression.LayerBytes;
import io.breakwater.image.compression.LayerBytes.Expected;
import io.breakwater.image.compression.Subject;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Documents.ArchivedImage;
import io.breakwater.image.tar.TarReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `docker save` and `podman save` write: a `manifest.json` that names a configuration and
/// layers by their paths in the archive (Docker image specification 1.2).
///
/// Layers may be links to one another, and may be compressed. Only their diff IDs are known.
final class DockerArchives {
  private DockerArchives() {}

  static Image open(
      ArchiveFile archive, @Nullable String reference, String name, PlatformChoice choice)
      throws ImageException {
    var what = "opening " + name;
    var json = archive.document("manifest.json", what, Documents.MANIFEST_LIMIT);
    var entry = choose(Documents.archiveManifest(json, what), reference, what);
    var configBytes = archive.document(entry.config(), what, Documents.CONFIG_LIMIT);
    checkName(entry.config(), configBytes, what);
    var document = Documents.config(configBytes, "reading configuration " + entry.config());
    var diffIds = document.config().diffIds();
    if (diffIds.size() != entry.layers().size()) {
      throw new ImageException(
          "layer-count-mismatch",
          what,
          "manifest.json names "
              + entry.layers().size()
              + " layers, the configuration "
              + diffIds.size(),
          "Save the image again");
    }
    if (choice instanceof PlatformChoice.Only(var wanted)
        && document.platform().filter(is -> Platforms.matches(wanted, is)).isEmpty()) {
      throw new ImageException(
          "platform-not-found",
          what,
          "there is no image for "
              + wanted
              + "; there is "
              + document.platform().map(Object::toString).orElse("one without platform"),
          "Leave --platform away, or save the image for that platform");
    }
    var layers = new ArrayList<Layer>();
    for (var i = 0; i < diffIds.size(); i++) {
      layers.add(new ArchivedLayer(i, entry.layers().get(i), diffIds.get(i), archive));
    }
    return new Image(name, Optional.empty(), document.platform(), document.config(), layers);
  }

  /// A configuration named by its own digest must have it.
  private static void checkName(String path, byte[] bytes, String what) throws ImageException {
    var file = path.substring(path.lastIndexOf('/') + 1);
    var hex = file.endsWith(".json") ? file.substring(0, file.length() - 5) : file;
    var digest = Digest.tryParse("sha256:" + hex);
    if (digest.isPresent()) {
      Blobs.check(bytes, digest.get(), what);
    }
  }

  private static ArchivedImage choose(
      List<ArchivedImage> images, @Nullable String reference, String what) throws ImageException {
    var names = new ArrayList<String>();
    for (var image : images) {
      if (reference != null && named(image, reference)) {
        return image;
      }
      names.addAll(image.repoTags());
    }
    if (reference == null && images.size() == 1) {
      return images.getFirst();
    }
    var there =
        names.isEmpty() ? images.size() + " images without names" : String.join(", ", names);
    if (reference == null && !images.isEmpty()) {
      throw new ImageException(
          "tag-ambiguous",
          what,
          "there are several images: " + there,
          "Add the one that is wanted behind a colon, for example docker-archive:FILE:"
              + (names.isEmpty() ? "NAME" : names.getFirst()));
    }
    throw new ImageException(
        images.isEmpty() ? "not-an-image" : "tag-not-found",
        what,
        images.isEmpty()
            ? "manifest.json names no image"
            : "there is no '" + reference + "'; there is " + there,
        "Name one of the archive's images");
  }

  /// `docker save` shortens names: `alpine:3.20` is `docker.io/library/alpine:3.20`.
  private static boolean named(ArchivedImage image, String reference) {
    for (var tag : image.repoTags()) {
      if (tag.equals(reference)
          || reference.equals("docker.io/" + tag)
          || reference.equals("docker.io/library/" + tag)
          || tag.equals("docker.io/" + reference)
          || tag.equals("docker.io/library/" + reference)
          || tag.equals(reference + ":latest")) {
        return true;
      }
    }
    return false;
  }

  /// A layer by its path in the archive.
  private record ArchivedLayer(int index, String path, Digest diff, ArchiveFile archive)
      implements Layer {
    @Override
    public Optional<Digest> digest() {
      return Optional.empty();
    }

    @Override
    public Optional<Digest> diffId() {
      return Optional.of(diff);
    }

    @Override
    public String mediaType() {
      return MediaTypes.DOCKER_LAYER;
    }

    @Override
    public long size() {
      return archive.size(path);
    }

    @Override
    public EntryStream open(LayerLimits limits) throws ImageException {
      var subject = Subject.layer(path);
      var in = archive.read(path);
      if (in == null) {
        throw new ImageException(
            "layer-missing",
            subject.what(),
            archive.name() + " does not hold it",
            "Save the image again, with all its layers");
      }
      var expected = new Expected(Optional.empty(), Optional.of(diff), archive.size(path));
      return new TarReader(LayerBytes.open(in, subject, expected, limits), subject, limits);
    }
  }
}
