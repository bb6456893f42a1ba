package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RefusedWork;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.namespaces.NamespaceSettings;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.ManifestPut;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The manifests of repositories.
public final class RepositoryManifests {
  private final Metadata metadata;
  private final InstantSource clock;
  private final ImageListener listener;

  public RepositoryManifests(Metadata metadata, InstantSource clock) {
    this(metadata, clock, ImageListener.NONE);
  }

  /// @param listener is told of what is done here
  public RepositoryManifests(Metadata metadata, InstantSource clock, ImageListener listener) {
    this.metadata = metadata;
    this.clock = clock;
    this.listener = listener;
  }

  private sealed interface Put {
    record Done(ManifestPut outcome) implements Put {}

    record Taken(Digest by) implements Put {}

    record NoNamespace() implements Put {}
  }

  /// Stores a manifest, and sets the tag where the reference is one, in one step: all that it
  /// names is there then, and stays.
  ///
  /// @param contentType that it was pushed with; may be empty
  /// @param by who pushes
  /// @throws RegistryException `MANIFEST_INVALID` (with both sizes, where they differ),
  ///     `MANIFEST_BLOB_UNKNOWN` with all that is missing, `DIGEST_INVALID`, `SIZE_INVALID`,
  ///     `NAME_UNKNOWN` for the namespace, `DENIED` over quota or for an immutable tag
  public PushedManifest put(
      RepositoryName repository, Reference reference, String contentType, byte[] bytes, String by)
      throws RegistryException, StoreException {
    var digest = digest(reference, bytes);
    var manifest = ManifestReader.read(bytes, digest, contentType);
    var at = clock.instant();
    var pushed =
        switch (metadata.write(tx -> put(tx, repository, reference, manifest, by, at))) {
          case Put.Done(var outcome) -> pushed(repository, manifest, outcome);
          case Put.NoNamespace none -> throw RegistryException.noNamespace(repository.namespace());
          case Put.Taken(var other) ->
              throw immutable(reference.toString(), other, "use another tag");
        };
    var tags = reference instanceof Reference.ByTag(var tag) ? List.of(tag) : List.<TagName>of();
    listener.happened(new ImageEvent.Pushed(repository, pushed.digest(), tags, pushed.added(), by));
    return pushed;
  }

  private static Put put(
      Transaction tx,
      RepositoryName name,
      Reference reference,
      NewManifest manifest,
      String by,
      Instant at) {
    var namespace = tx.namespaces().lock(name.namespace());
    if (namespace.isEmpty()) {
      return new Put.NoNamespace();
    }
    var repository = tx.repositories().findOrCreate(namespace.get(), name.toString(), at);
    if (reference instanceof Reference.ByTag(var tag)) {
      var there = tx.tags().find(repository, tag.toString());
      if (there.isPresent()
          && !there.get().manifest().equals(manifest.digest())
          && NamespaceSettings.immutable(tx, namespace.get(), name.toString(), tag.toString())) {
        return new Put.Taken(there.get().manifest());
      }
    }
    var outcome = tx.manifests().put(repository, manifest, by, at);
    if (outcome instanceof ManifestPut.Stored && reference instanceof Reference.ByTag(var tag)) {
      var _ = tx.tags().put(repository, tag.toString(), manifest.digest(), true, at);
    }
    return new Put.Done(outcome);
  }

  static PushedManifest pushed(RepositoryName repository, NewManifest manifest, ManifestPut outcome)
      throws RegistryException {
    return switch (outcome) {
      case ManifestPut.Stored(var id, var added) ->
          new PushedManifest(
              id, manifest.digest(), manifest.mediaType(), manifest.subject(), added);
      case ManifestPut.Missing(var blobs, var children) ->
          throw new RegistryException(
              ErrorCode.MANIFEST_BLOB_UNKNOWN,
              "the manifest names what "
                  + repository
                  + " does not have: "
                  + blobs.size()
                  + " blobs and "
                  + children.size()
                  + " manifests; push those first",
              new Detail.Missing(blobs, children));
      case ManifestPut.WrongSizes(var sizes) -> {
        var first = sizes.getFirst();
        throw new RegistryException(
            ErrorCode.MANIFEST_INVALID,
            "wrong size: the manifest states "
                + first.stated()
                + " bytes for "
                + first.digest()
                + ", which has "
                + first.actual()
                + "; build the manifest again",
            new Detail.WrongSizes(
                sizes.stream()
                    .map(size -> new Detail.WrongSize(size.digest(), size.stated(), size.actual()))
                    .toList()));
      }
      case ManifestPut.OverQuota(var limit) ->
          throw RegistryException.overQuota(repository.namespace(), limit);
    };
  }

  private static Digest digest(Reference reference, byte[] bytes) throws RegistryException {
    if (!(reference instanceof Reference.ByDigest(var stated))) {
      return digest("sha256", bytes);
    }
    var actual = digest(stated.algorithm(), bytes);
    if (!actual.equals(stated)) {
      throw new RegistryException(
          ErrorCode.DIGEST_INVALID,
          "wrong digest: "
              + stated
              + " was stated, and the manifest has "
              + actual
              + "; push exactly the bytes that the digest is of",
          new Detail.WrongDigest(stated, actual));
    }
    return actual;
  }

  private static Digest digest(String algorithm, byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-" + algorithm.substring(3));
      return new Digest(algorithm, HexFormat.of().formatHex(digest.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without " + algorithm, e);
    }
  }

  /// A manifest as it was pushed.
  ///
  /// @throws RegistryException `MANIFEST_UNKNOWN`
  public ManifestContent get(RepositoryName repository, Reference reference)
      throws RegistryException, StoreException {
    Optional<ManifestContent> found =
        metadata.read(
            tx ->
                switch (reference) {
                  case Reference.ByTag(var tag) ->
                      tx.manifests().byTag(repository.toString(), tag.toString());
                  case Reference.ByDigest(var digest) ->
                      tx.manifests().byDigest(repository.toString(), digest);
                });
    return found.orElseThrow(() -> unknown(repository, reference));
  }

  /// Removes a tag, or puts a manifest with its tags into the trash. What refers to the
  /// manifest stays, and so do the manifests that an index names.
  ///
  /// @throws RegistryException `MANIFEST_UNKNOWN`; `DENIED` for an immutable tag, or a manifest
  ///     that has one; `UNSUPPORTED` for a manifest that an index of the repository names,
  ///     which could not be pulled any more
  public void delete(RepositoryName repository, Reference reference, String by)
      throws RegistryException, StoreException {
    var at = clock.instant();
    var outcome =
        metadata.write(tx -> new ManifestRemoval(tx, repository, by, at).delete(reference));
    ManifestRemoval.done(outcome, repository, reference).forEach(listener::happened);
  }

  /// Puts an image with all its tags into the trash, by whichever of them it is named. With an
  /// index go those of its manifests that have no tag and that no other index names: they come
  /// back with it. What refers to the image stays.
  ///
  /// @throws RegistryException as [#delete]
  public RemovedImage remove(RepositoryName repository, Reference reference, String by)
      throws RegistryException, StoreException {
    var at = clock.instant();
    var outcome =
        metadata.write(tx -> new ManifestRemoval(tx, repository, by, at).remove(reference));
    var events = ManifestRemoval.done(outcome, repository, reference);
    events.forEach(listener::happened);
    var first = (ImageEvent.Deleted) events.getFirst();
    return new RemovedImage(
        first.digest(), first.tags(), events.stream().skip(1).map(ImageEvent::digest).toList());
  }

  /// Gives an image another tag, in its repository or another one, without its content being
  /// sent: an index with all that it names. What refers to the image is not copied.
  ///
  /// The caller has asked whether content may be pulled from the one and pushed to the other.
  ///
  /// @return what the tag names
  /// @throws RegistryException `MANIFEST_UNKNOWN` for the source, `NAME_UNKNOWN` for the target's
  ///     namespace, `DENIED` over quota or for an immutable tag, `MANIFEST_BLOB_UNKNOWN` where the
  ///     source is an index that is not here with all its platforms
  public PushedManifest tag(
      RepositoryName from, Reference reference, RepositoryName to, TagName tag, String by)
      throws RegistryException, StoreException {
    var at = clock.instant();
    var copied =
        RefusedWork.write(
            metadata, tx -> new ManifestCopy(tx, from, to, by, at).copy(reference, tag));
    copied.events().forEach(listener::happened);
    return copied.manifest();
  }

  static RegistryException immutable(String tag, Digest names, String next) {
    return new RegistryException(
        ErrorCode.DENIED,
        "the tag " + tag + " is immutable and names " + names + "; " + next,
        new Detail.Name(tag));
  }

  static RegistryException unknown(RepositoryName repository, Reference reference) {
    return new RegistryException(
        ErrorCode.MANIFEST_UNKNOWN,
        "manifest unknown: " + repository + " has no " + reference + "; check name and tag",
        new Detail.Name(reference.toString()));
  }
}
