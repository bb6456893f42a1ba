package io.breakwater.registry.images;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.ImageFacts;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.Metadata;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads what a list shows of an image from its manifest and configuration, and keeps it, so that
/// it is read once: when the image is pushed ([PushedDescriptions]), or when it is listed first.
///
/// Of a manifest: when it was built, its platform and labels as [ConfigFacts] says, and the size
/// of its configuration and layers together, as they are stored. Of an index: when the newest of
/// its platforms was built, the platforms, and the size of the index itself, since the platforms
/// are images of their own. What is no image (artifacts, attestations, an index of such) has
/// neither a configuration nor a platform.
public final class ImageDescriptions {
  /// Of how facts are read; others are read anew.
  static final int VERSION = 1;

  /// Platforms of an index of which nothing says which they are.
  private static final String SOME_PLATFORM = "unknown";

  private static final int DEPTH = 4;
  private static final int CHILDREN = 1_000;
  private static final int PLATFORMS = 1_024;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final LaterWrites writes;

  /// @param writes what is kept in the background
  public ImageDescriptions(Metadata metadata, BlobStore blobs, LaterWrites writes) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.writes = writes;
  }

  /// Whether facts are of an image, or an index of images.
  static boolean isImage(ImageFacts facts) {
    return facts.config().isPresent() || facts.platform().isPresent();
  }

  /// Reads a manifest of a repository, and keeps what it says.
  ///
  /// @param repository its name in full
  /// @return empty where the repository does not have it
  Optional<ImageFacts> read(String repository, Digest manifest) throws StoreException {
    var reading = new Reading(repository);
    var found = reading.read(manifest, 0);
    if (found.isPresent() && reading.lasting) {
      var facts = found.get();
      writes.add(500, tx -> tx.images().put(facts));
    }
    return found;
  }

  /// One look at a manifest, and at the platforms of an index.
  private final class Reading {
    private final String repository;
    private final Set<Digest> seen = new HashSet<>();

    /// Whether a configuration could be read, or never can.
    private boolean lasting = true;

    Reading(String repository) {
      this.repository = repository;
    }

    Optional<ImageFacts> read(Digest digest, int depth) throws StoreException {
      Optional<ManifestContent> content =
          metadata.read(tx -> tx.manifests().byDigest(repository, digest));
      if (content.isEmpty()) {
        return Optional.empty();
      }
      var bytes = content.get().content();
      try {
        return Optional.of(
            switch (Documents.manifest(bytes, "describing " + digest, content.get().mediaType())) {
              case ImageManifest manifest -> manifest(digest, manifest);
              case ImageIndex index -> index(digest, index, bytes.length, depth);
            });
      } catch (ImageException e) {
        // An artifact of a kind that has no configuration.
        return Optional.of(noImage(digest, bytes.length));
      }
    }

    private ImageFacts manifest(Digest digest, ImageManifest manifest) throws StoreException {
      var type = manifest.config().mediaType();
      var size = manifest.config().size();
      for (var layer : manifest.layers()) {
        // What is kept elsewhere may state any size.
        size = Math.min(size, Long.MAX_VALUE - layer.size()) + layer.size();
      }
      if (!type.isEmpty() && !MediaTypes.isImageConfig(type)) {
        return noImage(digest, size);
      }
      var config = config(manifest.config());
      var layers = manifest.layers().stream().map(Descriptor::mediaType).toList();
      if (Attestations.isOne(config.platform().orElse(""), layers)) {
        return noImage(digest, size);
      }
      return new ImageFacts(
          digest,
          VERSION,
          config.created(),
          size,
          config.labels(),
          config.platform(),
          Optional.of(manifest.config().digest()),
          Optional.empty());
    }

    private ConfigFacts config(Descriptor descriptor) throws StoreException {
      var what = "reading configuration " + descriptor.digest();
      if (descriptor.size() > Documents.CONFIG_LIMIT) {
        return ConfigFacts.NONE;
      }
      try {
        var bytes = ImageConfigurations.read(metadata, blobs, repository, descriptor.digest());
        if (bytes.isEmpty()) {
          lasting = false;
          return ConfigFacts.NONE;
        }
        return ConfigFacts.read(bytes.get(), what);
      } catch (ImageException e) {
        return ConfigFacts.NONE;
      }
    }

    private ImageFacts index(Digest digest, ImageIndex index, long bytes, int depth)
        throws StoreException {
      var platforms = new TreeSet<String>();
      Optional<Instant> created = Optional.empty();
      for (var child : index.manifests()) {
        if (depth >= DEPTH || child.isAttestation() || !isManifest(child.mediaType())) {
          continue;
        }
        if (!seen.add(child.digest()) || seen.size() > CHILDREN) {
          continue;
        }
        var facts = child(child.digest(), depth + 1);
        if (facts.isEmpty()) {
          // A platform of a mirrored index that nobody has pulled.
          lasting = false;
          platforms.add(platform(child));
        } else if (isImage(facts.get())) {
          platforms.add(facts.get().platform().orElseGet(() -> platform(child)));
          created = later(created, facts.get().created());
        }
      }
      return new ImageFacts(
          digest,
          VERSION,
          created,
          bytes,
          Map.of(),
          platforms.isEmpty()
              ? Optional.empty()
              : Optional.of(String.join(",", platforms))
                  .map(all -> all.length() > PLATFORMS ? SOME_PLATFORM : all),
          Optional.empty(),
          Optional.empty());
    }

    private Optional<ImageFacts> child(Digest digest, int depth) throws StoreException {
      Optional<ImageFacts> known =
          metadata.read(
              tx ->
                  tx.manifests().byDigest(repository, digest).isPresent()
                      ? tx.images().facts(digest)
                      : Optional.<ImageFacts>empty());
      return known.filter(facts -> facts.version() == VERSION).isPresent()
          ? known
          : read(digest, depth);
    }
  }

  private static boolean isManifest(String mediaType) {
    return mediaType.isEmpty() || MediaTypes.isManifest(mediaType) || MediaTypes.isIndex(mediaType);
  }

  private static String platform(Descriptor child) {
    return child.platform() == null ? SOME_PLATFORM : child.platform().toString();
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
  }

  private static ImageFacts noImage(Digest digest, long size) {
    return new ImageFacts(
        digest,
        VERSION,
        Optional.empty(),
        size,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
