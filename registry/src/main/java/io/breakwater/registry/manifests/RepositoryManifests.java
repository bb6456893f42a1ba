package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceSettings;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.ManifestPut;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// The manifests of repositories.
public final class RepositoryManifests {
  private final Metadata metadata;
  private final InstantSource clock;

  public RepositoryManifests(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
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
    return switch (metadata.write(tx -> put(tx, repository, reference, manifest, by, at))) {
      case Put.Done(var outcome) -> pushed(repository, manifest, outcome);
      case Put.NoNamespace none -> throw RegistryException.noNamespace(repository.namespace());
      case Put.Taken(var other) -> throw immutable(reference.toString(), other, "use another tag");
    };
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

  private static PushedManifest pushed(
      RepositoryName repository, NewManifest manifest, ManifestPut outcome)
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
      case ManifestPut.OverQuota(var used, var quota) ->
          throw RegistryException.overQuota(repository.namespace(), used, quota);
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

  private sealed interface Deleted {
    record Done() implements Deleted {}

    record Unknown() implements Deleted {}

    record Kept(Tag tag) implements Deleted {}

    record InUse(Digest by) implements Deleted {}
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
    switch (metadata.write(tx -> delete(tx, repository, reference, by, at))) {
      case Deleted.Done done -> {}
      case Deleted.Unknown none -> throw unknown(repository, reference);
      case Deleted.Kept(var tag) ->
          throw immutable(
              tag.name(),
              tag.manifest(),
              "have the namespace's rule for immutable tags changed to delete it");
      case Deleted.InUse(var index) ->
          throw new RegistryException(
              ErrorCode.UNSUPPORTED,
              "the manifest is in use: the index " + index + " names it; delete that first");
    }
  }

  private static Deleted delete(
      Transaction tx, RepositoryName name, Reference reference, String by, Instant at) {
    var namespace = tx.namespaces().lock(name.namespace());
    var repository = tx.repositories().find(name.toString());
    if (namespace.isEmpty() || repository.isEmpty()) {
      return new Deleted.Unknown();
    }
    return switch (reference) {
      case Reference.ByTag(var tag) -> untag(tx, namespace.get(), repository.get(), tag.toString());
      case Reference.ByDigest(var digest) ->
          trash(tx, namespace.get(), repository.get(), digest, by, at);
    };
  }

  private static Deleted untag(
      Transaction tx, Namespace namespace, Repository repository, String name) {
    var tag = tx.tags().find(repository, name);
    if (tag.isEmpty()) {
      return new Deleted.Unknown();
    }
    if (NamespaceSettings.immutable(tx, namespace, repository.name(), name)) {
      return new Deleted.Kept(tag.get());
    }
    tx.tags().delete(repository, name);
    return new Deleted.Done();
  }

  private static Deleted trash(
      Transaction tx,
      Namespace namespace,
      Repository repository,
      Digest digest,
      String by,
      Instant at) {
    for (var tag : tx.tags().of(repository, digest)) {
      if (NamespaceSettings.immutable(tx, namespace, repository.name(), tag.name())) {
        return new Deleted.Kept(tag);
      }
    }
    var indexes = tx.manifests().parents(repository, digest, 1);
    if (!indexes.isEmpty()) {
      return new Deleted.InUse(indexes.getFirst().digest());
    }
    var trashed = tx.trash().put(repository, digest, by, at);
    return trashed.isPresent() ? new Deleted.Done() : new Deleted.Unknown();
  }

  private static RegistryException immutable(String tag, Digest names, String next) {
    return new RegistryException(
        ErrorCode.DENIED,
        "the tag " + tag + " is immutable and names " + names + "; " + next,
        new Detail.Name(tag));
  }

  private static RegistryException unknown(RepositoryName repository, Reference reference) {
    return new RegistryException(
        ErrorCode.MANIFEST_UNKNOWN,
        "manifest unknown: " + repository + " has no " + reference + "; check name and tag",
        new Detail.Name(reference.toString()));
  }
}
