package io.breakwater.registry.blobs;

import io.breakwater.accounts.access.Decision;
import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Linked;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredBlob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The blobs that repositories serve. A repository serves what was pushed to it or mounted into
/// it, and nothing else, whoever knows the digest.
public final class RepositoryBlobs {
  /// A blob that no manifest needs is kept for at least the grace period of the garbage
  /// collection, less this, behind the last answer that it is there: so that such answers
  /// seldom write.
  private static final Duration RENEWED = Duration.ofMinutes(10);

  /// Looked at for a mount that does not say from where.
  private static final int NAMESPACES = 1_000;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final InstantSource clock;

  public RepositoryBlobs(Metadata metadata, BlobStore blobs, InstantSource clock) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.clock = clock;
  }

  /// What is known of a blob, without its content. Who is told that a blob is there may leave
  /// out sending it: garbage collection lets it be from then on for as long as after a push.
  ///
  /// @throws RegistryException `BLOB_UNKNOWN`
  public StoredBlob find(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    var found =
        metadata
            .read(tx -> tx.blobs().find(repository.toString(), digest))
            .orElseThrow(() -> unknown(repository, digest));
    var at = clock.instant();
    var idle = found.idle();
    if (idle.isPresent() && idle.get().isBefore(at.minus(RENEWED))) {
      boolean renewed = metadata.write(tx -> tx.blobs().renew(repository.toString(), digest, at));
      if (!renewed) {
        throw unknown(repository, digest);
      }
    }
    return found.blob();
  }

  /// Opens a blob.
  ///
  /// @throws RegistryException `BLOB_UNKNOWN`
  /// @throws StoreException also `storage-corrupt`, where the content is lost
  public OpenedBlob open(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    var blob = find(repository, digest);
    var content = blobs.open(blob.key());
    if (content.isEmpty()) {
      // Deleted, and perhaps pushed again, between the two looks?
      var again = find(repository, digest);
      content = again.key().equals(blob.key()) ? content : blobs.open(again.key());
      blob = again;
    }
    if (content.isEmpty()) {
      throw new StoreException(
          "storage-corrupt",
          "reading blob " + digest,
          "its content is missing",
          "Push the blob again, and have the operator check the storage",
          null);
    }
    return new OpenedBlob(blob, content.get());
  }

  /// Makes a blob of another repository one of this, without its bytes being sent (OCI
  /// distribution specification 1.1, "Mounting a blob from another repository").
  ///
  /// @param from the other repository
  /// @param pull whether the caller may pull from that
  /// @return the blob; empty where the other repository does not have it or the caller may not
  ///     know: the caller goes on with an ordinary upload, and cannot tell which it was
  /// @throws RegistryException `NAME_UNKNOWN` for the namespace, `DENIED` over its quota
  public Optional<StoredBlob> mount(
      RepositoryName into, Digest digest, RepositoryName from, Decision pull)
      throws RegistryException, StoreException {
    if (!pull.granted()) {
      return Optional.empty();
    }
    // Most mounts that are asked for find nothing; those write nothing, no repository either.
    if (metadata.read(tx -> tx.blobs().find(from.toString(), digest)).isEmpty()) {
      return Optional.empty();
    }
    var at = clock.instant();
    var linked =
        metadata.write(
            tx -> {
              var namespace = tx.namespaces().lock(into.namespace());
              var source = tx.repositories().find(from.toString());
              // Asked again: an upload of the repository is not made for a blob that is gone.
              if (namespace.isEmpty()
                  || source.isEmpty()
                  || tx.blobs().find(source.get(), digest).isEmpty()) {
                return namespace.<Linked>map(there -> new Linked.Unknown());
              }
              var target = tx.repositories().findOrCreate(namespace.get(), into.toString(), at);
              return Optional.of(tx.blobs().mount(source.get(), target, digest, at));
            });
    if (linked.isEmpty()) {
      throw RegistryException.noNamespace(into.namespace());
    }
    return switch (linked.get()) {
      case Linked.Done done -> Optional.of(done.blob());
      case Linked.Unknown unknown -> Optional.empty();
      case Linked.OverQuota(var limit) ->
          throw RegistryException.overQuota(into.namespace(), limit);
    };
  }

  /// Namespaces that have a blob, for a mount that does not say from where. Not to be told to
  /// anybody: who asks may know of few of them.
  public List<String> namespaces(Digest digest) throws StoreException {
    return metadata.read(tx -> tx.blobs().namespaces(digest, NAMESPACES));
  }

  /// A repository of a namespace that has a blob.
  public Optional<RepositoryName> repository(String namespace, Digest digest)
      throws RegistryException, StoreException {
    var found =
        metadata.read(
            tx -> tx.namespaces().find(namespace).flatMap(n -> tx.blobs().repository(n, digest)));
    return found.isEmpty() ? Optional.empty() : Optional.of(RepositoryName.parse(found.get()));
  }

  /// Takes a blob from a repository. The content stays as long as another has it.
  ///
  /// @throws RegistryException `BLOB_UNKNOWN`; `UNSUPPORTED` while a manifest of the repository
  ///     needs it
  public void delete(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    var at = clock.instant();
    var unlinked =
        metadata.write(
            tx ->
                tx.repositories()
                    .find(repository.toString())
                    .map(found -> tx.blobs().unlink(found, digest, at)));
    if (unlinked.isEmpty()) {
      throw unknown(repository, digest);
    }
    switch (unlinked.get()) {
      case DONE -> {}
      case UNKNOWN -> throw unknown(repository, digest);
      case IN_USE ->
          throw new RegistryException(
              ErrorCode.UNSUPPORTED,
              "the blob is in use: a manifest of "
                  + repository
                  + " needs "
                  + digest
                  + "; delete the manifest first");
    }
  }

  private static RegistryException unknown(RepositoryName repository, Digest digest) {
    return new RegistryException(
        ErrorCode.BLOB_UNKNOWN,
        "blob unknown: " + repository + " has no " + digest + "; push it first",
        new Detail.Missing(List.of(digest), List.of()));
  }
}
