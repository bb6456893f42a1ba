package io.breakwater.registry.images.details;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.Platform;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import io.breakwater.inventory.BaseImage;
import io.breakwater.registry.images.Attestations;
import io.breakwater.registry.images.ImageConfigurations;
import io.breakwater.registry.images.details.BuildStep.StepLayer;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.Metadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the platforms of one image or index. For one answer, in one thread.
final class PlatformReader {
  private static final int DEPTH = 4;
  private static final int CHILDREN = 1_000;

  /// Configurations of one answer together; those behind it are not read.
  private static final long CONFIGURATIONS = 16 << 20;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final String repository;
  private final Set<Digest> seen = new HashSet<>();
  private final List<PlatformDetails> found = new ArrayList<>();
  private int inAll;
  private long size;
  private long configurations;
  private int steps;

  PlatformReader(Metadata metadata, BlobStore blobs, String repository) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.repository = repository;
  }

  List<PlatformDetails> found() {
    return found;
  }

  /// How many there are, more than were found where an index has many.
  int inAll() {
    return inAll;
  }

  /// Bytes of the last manifest's content.
  long size() {
    return size;
  }

  /// Those of an index, and of indexes in it; without attestations and artifacts.
  void index(ImageIndex index, int depth) throws StoreException {
    for (var child : index.manifests()) {
      var manifest = child.mediaType().isEmpty() || MediaTypes.isManifest(child.mediaType());
      if (child.isAttestation()
          || (!manifest && !MediaTypes.isIndex(child.mediaType()))
          || seen.size() >= CHILDREN
          || !seen.add(child.digest())) {
        continue;
      }
      child(child, depth);
    }
  }

  private void child(Descriptor child, int depth) throws StoreException {
    var named = Optional.ofNullable(child.platform()).map(Platform::toString);
    if (found.size() >= ImageDetailReader.PLATFORMS) {
      inAll++;
      return;
    }
    Optional<ManifestContent> content =
        metadata.read(tx -> tx.manifests().byDigest(repository, child.digest()));
    if (content.isEmpty()) {
      // A platform of a mirrored index that nobody has pulled.
      add(PlatformDetails.absent(named, child.digest()));
      return;
    }
    try {
      switch (Documents.manifest(
          content.get().content(), "reading " + child.digest(), content.get().mediaType())) {
        case ImageIndex inner -> {
          if (depth < DEPTH) {
            index(inner, depth + 1);
          }
        }
        case ImageManifest manifest -> {
          var _ = image(child.digest(), manifest, named);
        }
      }
    } catch (ImageException e) {
      // An artifact beside the platforms.
    }
  }

  private void add(PlatformDetails platform) {
    found.add(platform);
    inAll++;
  }

  /// Reads one image.
  ///
  /// @param named what the index calls its platform
  /// @return whether it is one
  boolean image(Digest digest, ImageManifest manifest, Optional<String> named)
      throws StoreException {
    size = manifest.config().size();
    for (var layer : manifest.layers()) {
      size = sum(size, layer.size());
    }
    var type = manifest.config().mediaType();
    if (!type.isEmpty() && !MediaTypes.isImageConfig(type)) {
      return false;
    }
    var config = config(manifest.config());
    var platform = config.flatMap(ConfigReader.Read::platform);
    var types = manifest.layers().stream().map(Descriptor::mediaType).toList();
    if (Attestations.isOne(platform.orElse(""), types)) {
      return false;
    }
    var base =
        config.flatMap(ConfigReader.Read::base).or(() -> BaseImage.of(manifest.annotations()));
    var history = config.map(ConfigReader.Read::history).orElse(List.of());
    var all = BuildSteps.of(layers(manifest, base.isPresent()), history);
    var shown = all.subList(0, Math.min(all.size(), ImageDetailReader.STEPS - steps));
    var cut = config.map(read -> read.stepsInAll() - read.history().size()).orElse(0);
    steps += shown.size();
    add(
        new PlatformDetails(
            platform.or(() -> named),
            digest,
            size,
            config.flatMap(ConfigReader.Read::created),
            config.map(ConfigReader.Read::config),
            shown,
            all.size() + cut,
            base));
    return true;
  }

  private static List<StepLayer> layers(ImageManifest manifest, boolean based) {
    var layers = new ArrayList<StepLayer>();
    var all = manifest.layers().size();
    for (var layer : manifest.layers()) {
      var index = layers.size();
      // Nothing tells where the base image ends.
      var base =
          based && BaseImage.holds(index, all) ? Optional.of(true) : Optional.<Boolean>empty();
      layers.add(new StepLayer(index, layer.digest(), layer.size(), base));
    }
    return layers;
  }

  private Optional<ConfigReader.Read> config(Descriptor descriptor) throws StoreException {
    configurations = sum(configurations, descriptor.size());
    if (configurations > CONFIGURATIONS) {
      return Optional.empty();
    }
    try {
      var bytes = ImageConfigurations.read(metadata, blobs, repository, descriptor.digest());
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(
              ConfigReader.read(
                  bytes.get(),
                  "reading configuration " + descriptor.digest(),
                  ImageDetailReader.STEPS));
    } catch (ImageException e) {
      return Optional.empty();
    }
  }

  /// What is kept elsewhere may state any size.
  static long sum(long one, long other) {
    return Math.min(one, Long.MAX_VALUE - Math.max(other, 0)) + Math.max(other, 0);
  }
}
