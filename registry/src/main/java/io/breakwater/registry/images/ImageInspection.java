package io.breakwater.registry.images;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads one image for somebody who wants to know all of it.
final class ImageInspection {
  private static final int DEPTH = 4;

  private final Metadata metadata;
  private final BlobStore blobs;

  ImageInspection(Metadata metadata, BlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
  }

  InspectedImage inspect(RepositoryName repository, ManifestContent named)
      throws RegistryException, StoreException {
    var image = named;
    for (var depth = 0; MediaTypes.isIndex(image.mediaType()); depth++) {
      image = platform(repository, image, depth);
    }
    var manifest = manifest(repository, image);
    var index =
        named.digest().equals(image.digest())
            ? Optional.<Digest>empty()
            : Optional.of(named.digest());
    var size = manifest.config().size();
    for (var layer : manifest.layers()) {
      size = Math.min(size, Long.MAX_VALUE - layer.size()) + layer.size();
    }
    return new InspectedImage(
        repository,
        image.digest(),
        index,
        ManifestKind.of(image.mediaType()).orElse(ManifestKind.OCI_MANIFEST),
        tags(repository, named.digest()),
        manifest.config().digest(),
        size,
        pushed(repository, image.digest()),
        document(repository, manifest.config().digest()));
  }

  /// The platform that most servers run, or else the first.
  private ManifestContent platform(RepositoryName repository, ManifestContent index, int depth)
      throws RegistryException, StoreException {
    Descriptor chosen = null;
    for (var child : index(index).manifests()) {
      if (child.isAttestation()
          || (!child.mediaType().isEmpty() && ManifestKind.of(child.mediaType()).isEmpty())) {
        continue;
      }
      var usual =
          child.platform() != null
              && child.platform().os().equals("linux")
              && child.platform().architecture().equals("amd64");
      if (chosen == null || usual) {
        chosen = child;
      }
      if (usual) {
        break;
      }
    }
    if (chosen == null || depth >= DEPTH) {
      throw noImage(repository, index.digest());
    }
    var digest = chosen.digest();
    Optional<ManifestContent> found =
        metadata.read(tx -> tx.manifests().byDigest(repository.toString(), digest));
    return found.orElseThrow(
        () ->
            new RegistryException(
                ErrorCode.MANIFEST_UNKNOWN,
                "the index names "
                    + digest
                    + ", which "
                    + repository
                    + " does not have; pull that platform once, or push it",
                new Detail.Missing(List.of(), List.of(digest))));
  }

  private static ImageIndex index(ManifestContent content) throws RegistryException {
    try {
      return (ImageIndex)
          Documents.manifest(
              content.content(), "reading manifest " + content.digest(), content.mediaType());
    } catch (ImageException e) {
      throw ImageDocument.malformed(e.why());
    }
  }

  private static ImageManifest manifest(RepositoryName repository, ManifestContent content)
      throws RegistryException {
    try {
      if (Documents.manifest(
                  content.content(), "reading manifest " + content.digest(), content.mediaType())
              instanceof ImageManifest manifest
          && (manifest.config().mediaType().isEmpty()
              || MediaTypes.isImageConfig(manifest.config().mediaType()))) {
        return manifest;
      }
    } catch (ImageException e) {
      // An artifact of a kind that has no configuration.
    }
    throw noImage(repository, content.digest());
  }

  private static RegistryException noImage(RepositoryName repository, Digest digest) {
    return new RegistryException(
        ErrorCode.MANIFEST_INVALID,
        repository + "@" + digest + " is no image; ask for its manifest instead",
        new Detail.Name(digest.toString()));
  }

  private List<TagName> tags(RepositoryName repository, Digest digest) throws StoreException {
    List<Tag> tags =
        metadata.read(
            tx ->
                tx.repositories()
                    .find(repository.toString())
                    .map(found -> tx.tags().of(found, digest))
                    .orElse(List.of()));
    return tags.stream().map(tag -> TagName.kept(tag.name())).toList();
  }

  private Instant pushed(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    Optional<Instant> pushed =
        metadata.read(
            tx ->
                tx.repositories()
                    .find(repository.toString())
                    .flatMap(found -> tx.manifests().find(found, digest))
                    .map(found -> found.pushed()));
    return pushed.orElseThrow(
        () -> RegistryImages.unknown(repository, new Reference.ByDigest(digest)));
  }

  private ImageDocument document(RepositoryName repository, Digest config)
      throws RegistryException, StoreException {
    try {
      var bytes = ImageConfigurations.read(metadata, blobs, repository.toString(), config);
      if (bytes.isEmpty()) {
        throw new RegistryException(
            ErrorCode.BLOB_UNKNOWN,
            "the image's configuration " + config + " is not here; push the image again",
            new Detail.Missing(List.of(config), List.of()));
      }
      return ImageDocument.read(bytes.get());
    } catch (ImageException e) {
      throw ImageDocument.malformed(e.why());
    }
  }
}
