package io.breakwater.registry.images.details;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.details.ImageDetails.Kind;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredManifest;
import io.breakwater.store.metadata.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one manifest of a repository with all that belongs to it. Safe for use by many threads.
/// Asks for no rights.
public final class ImageDetailReader {
  /// The most platforms of an index.
  public static final int PLATFORMS = 64;

  /// The most steps of all platforms together.
  public static final int STEPS = 10_000;

  /// The most referrers.
  public static final int REFERRERS = 100;

  /// The most referrers that are counted.
  public static final int COUNTED = 1_000;

  private static final int TAGS = 1_000;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final ReferrerReader referrers;

  public ImageDetailReader(Metadata metadata, BlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
    referrers = new ReferrerReader(metadata);
  }

  private record Stored(StoredManifest manifest, ManifestContent content, List<Tag> tags) {}

  /// Reads it.
  ///
  /// @param digest of a manifest that the repository has
  /// @throws RegistryException `MANIFEST_UNKNOWN`
  public ImageDetails read(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    var stored =
        stored(repository, digest)
            .orElseThrow(
                () ->
                    new RegistryException(
                        ErrorCode.MANIFEST_UNKNOWN,
                        repository + " has no manifest " + digest + "; check the name"));
    var platforms = new PlatformReader(metadata, blobs, repository.toString());
    var kind = kind(platforms, stored.content());
    var found = platforms.found();
    var referring = referrers.read(repository, digest);
    return new ImageDetails(
        repository,
        digest,
        kind,
        stored.content().mediaType(),
        stored.tags().stream().limit(TAGS).map(tag -> TagName.kept(tag.name())).toList(),
        kind == Kind.ARTIFACT ? platforms.size() : size(found),
        created(found),
        stored.manifest().pushed(),
        stored.manifest().pushedBy(),
        found,
        platforms.inAll(),
        found.stream().flatMap(one -> one.base().stream()).findFirst(),
        referring.shown(),
        referring.inAll());
  }

  private Optional<Stored> stored(RepositoryName repository, Digest digest) throws StoreException {
    return metadata.read(
        tx -> {
          var there = tx.repositories().find(repository.toString());
          if (there.isEmpty()) {
            return Optional.<Stored>empty();
          }
          var manifest = tx.manifests().find(there.get(), digest);
          var content = tx.manifests().byDigest(repository.toString(), digest);
          return manifest.isEmpty() || content.isEmpty()
              ? Optional.<Stored>empty()
              : Optional.of(
                  new Stored(manifest.get(), content.get(), tx.tags().of(there.get(), digest)));
        });
  }

  private static Kind kind(PlatformReader platforms, ManifestContent content)
      throws StoreException {
    try {
      return switch (Documents.manifest(
          content.content(), "reading manifest " + content.digest(), content.mediaType())) {
        case ImageIndex index -> {
          platforms.index(index, 0);
          yield platforms.inAll() > 0 || index.manifests().isEmpty() ? Kind.INDEX : Kind.ARTIFACT;
        }
        case ImageManifest manifest ->
            platforms.image(content.digest(), manifest, Optional.empty())
                ? Kind.IMAGE
                : Kind.ARTIFACT;
      };
    } catch (ImageException e) {
      // An artifact of a kind that has no configuration.
      return MediaTypes.isIndex(content.mediaType()) ? Kind.INDEX : Kind.ARTIFACT;
    }
  }

  private static long size(List<PlatformDetails> platforms) {
    var size = 0L;
    for (var one : platforms) {
      size = PlatformReader.sum(size, one.size());
    }
    return size;
  }

  private static Optional<Instant> created(List<PlatformDetails> platforms) {
    var times = new ArrayList<Instant>();
    platforms.forEach(one -> one.created().ifPresent(times::add));
    return times.stream().max(Instant::compareTo);
  }
}
