package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.Platform;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Documents.ConfigDocument;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From a descriptor to the images of the wanted platform, through indexes in indexes.
///
/// Bounds: four levels, 1,000 manifests; a digest is visited once, so that a cycle ends.
final class ManifestWalk {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_MANIFESTS = 1000;

  private final Contents contents;
  private final String name;
  private final PlatformChoice choice;
  private final Set<Digest> seen = new HashSet<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private Optional<Digest> indexDigest = Optional.empty();

  /// A manifest, and its configuration once it had to be read to learn the platform.
  private record Candidate(
      Descriptor descriptor,
      ImageManifest manifest,
      @Nullable Platform platform,
      @Nullable ConfigDocument config) {}

  ManifestWalk(Contents contents, String name, PlatformChoice choice) {
    this.contents = contents;
    this.name = name;
    this.choice = choice;
  }

  Optional<Digest> indexDigest() {
    return indexDigest;
  }

  /// The images, at least one.
  ///
  /// @throws ImageException `platform-not-found`, `not-an-image`, `index-too-deep`,
  ///     `index-too-large`, and those of documents
  List<Image> images(Descriptor first) throws ImageException {
    visit(first, 0, first.platform());
    var chosen = choose();
    var images = new ArrayList<Image>();
    for (var candidate : chosen) {
      images.add(image(candidate));
    }
    return images;
  }

  private void visit(Descriptor descriptor, int depth, @Nullable Platform platform)
      throws ImageException {
    if (!seen.add(descriptor.digest()) || (depth > 0 && descriptor.isAttestation())) {
      return;
    }
    if (depth > MAX_DEPTH || seen.size() > MAX_MANIFESTS) {
      throw new ImageException(
          depth > MAX_DEPTH ? "index-too-deep" : "index-too-large",
          "opening " + name,
          depth > MAX_DEPTH
              ? "indexes are nested more than " + MAX_DEPTH + " deep"
              : "the index names more than " + MAX_MANIFESTS + " manifests",
          "Name the manifest that is wanted by its digest");
    }
    if (depth > 0 && platform != null && !wanted(platform) && !mayFallBack()) {
      candidates.add(new Candidate(descriptor, EMPTY, platform, null));
      return;
    }
    var what = "reading manifest " + descriptor.digest();
    var bytes = contents.document(descriptor, what, Documents.MANIFEST_LIMIT);
    switch (Documents.manifest(bytes, what, descriptor.mediaType())) {
      case ImageIndex index -> {
        if (indexDigest.isEmpty()) {
          indexDigest = Optional.of(descriptor.digest());
        }
        for (var child : index.manifests()) {
          visit(child, depth + 1, child.platform() == null ? platform : child.platform());
        }
      }
      case ImageManifest manifest -> add(descriptor, manifest, platform, depth);
    }
  }

  private static final ImageManifest EMPTY =
      new ImageManifest(
          "",
          Descriptor.of("", new Digest("sha256", "0".repeat(64)), 0),
          List.of(),
          null,
          java.util.Map.of());

  private boolean mayFallBack() {
    return !(choice instanceof PlatformChoice.Only);
  }

  private void add(
      Descriptor descriptor, ImageManifest manifest, @Nullable Platform platform, int depth)
      throws ImageException {
    var isImage =
        manifest.config().mediaType().isEmpty()
            || MediaTypes.isImageConfig(manifest.config().mediaType());
    if (!isImage) {
      if (depth > 0) {
        return;
      }
      throw new ImageException(
          "not-an-image",
          "opening " + name,
          "it is an artifact of type "
              + (manifest.artifactType() == null
                  ? manifest.config().mediaType()
                  : manifest.artifactType()),
          "Name a container image; artifacts such as charts, signatures and SBOMs hold none");
    }
    if (platform != null) {
      candidates.add(new Candidate(descriptor, manifest, platform, null));
      return;
    }
    var config = config(manifest);
    candidates.add(new Candidate(descriptor, manifest, config.platform().orElse(null), config));
  }

  private ConfigDocument config(ImageManifest manifest) throws ImageException {
    var what = "reading configuration " + manifest.config().digest();
    var bytes = contents.document(manifest.config(), what, Documents.CONFIG_LIMIT);
    return Documents.config(bytes, what);
  }

  private List<Candidate> choose() throws ImageException {
    if (candidates.isEmpty()) {
      throw new ImageException(
          "not-an-image",
          "opening " + name,
          "its index names no image",
          "Check the reference; the index may hold only attestations or artifacts");
    }
    if (indexDigest.isEmpty() && !(choice instanceof PlatformChoice.Only)) {
      return candidates;
    }
    return switch (choice) {
      case PlatformChoice.All all -> candidates;
      case PlatformChoice.Only(var platform) -> best(platform);
      case PlatformChoice.Default standard ->
          candidates.size() == 1 ? candidates : best(PlatformChoice.host());
    };
  }

  private List<Candidate> best(Platform wanted) throws ImageException {
    Candidate best = null;
    for (var candidate : candidates) {
      if (candidate.platform() != null
          && Platforms.matches(wanted, candidate.platform())
          && (best == null
              || best.platform() == null
              || Platforms.better(candidate.platform(), best.platform()))) {
        best = candidate;
      }
    }
    if (best != null) {
      return List.of(best);
    }
    var there = new ArrayList<String>();
    for (var candidate : candidates) {
      there.add(candidate.platform() == null ? "unknown" : candidate.platform().toString());
    }
    throw new ImageException(
        "platform-not-found",
        "opening " + name,
        "there is no image for " + wanted + "; there is " + String.join(", ", there),
        "Name one of these with --platform, or take all with --all-platforms");
  }

  private boolean wanted(Platform platform) {
    return switch (choice) {
      case PlatformChoice.All all -> true;
      case PlatformChoice.Default standard -> Platforms.matches(PlatformChoice.host(), platform);
      case PlatformChoice.Only(var only) -> Platforms.matches(only, platform);
    };
  }

  private Image image(Candidate candidate) throws ImageException {
    var manifest = candidate.manifest();
    var known = candidate.config();
    var document = known == null ? config(manifest) : known;
    var diffIds = document.config().diffIds();
    if (diffIds.size() != manifest.layers().size()) {
      throw new ImageException(
          "layer-count-mismatch",
          "opening " + name,
          "the manifest names "
              + manifest.layers().size()
              + " layers, the configuration "
              + diffIds.size(),
          "Pull or save the image again; container runtimes refuse such an image, too");
    }
    var layers = new ArrayList<Layer>();
    for (var i = 0; i < manifest.layers().size(); i++) {
      layers.add(new BlobLayer(i, manifest.layers().get(i), Optional.of(diffIds.get(i)), contents));
    }
    return new Image(
        name,
        Optional.of(candidate.descriptor().digest()),
        document.platform().or(() -> Optional.ofNullable(candidate.platform())),
        document.config(),
        layers);
  }
}
