package io.breakwater.registry.uploads;

import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.layers.LayerIntake;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Linked;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StorageLimit;
import io.breakwater.store.metadata.StoredBlob;
import io.breakwater.store.metadata.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Receives blobs. Safe for use by many threads, and by several servers over the same stores.
public final class Uploads {
  private final Metadata metadata;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final UploadLimits limits;
  private final RunningDigests digests = new RunningDigests();
  private final @Nullable LayerIntake intake;

  /// Layers are not read while they arrive.
  public Uploads(Metadata metadata, BlobStore blobs, InstantSource clock, UploadLimits limits) {
    this(metadata, blobs, clock, limits, null);
  }

  /// @param intake is shown the bytes as they arrive; null for none
  public Uploads(
      Metadata metadata,
      BlobStore blobs,
      InstantSource clock,
      UploadLimits limits,
      @Nullable LayerIntake intake) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.clock = clock;
    this.limits = limits;
    this.intake = intake;
  }

  private sealed interface Begun {
    record Done() implements Begun {}

    record NoNamespace() implements Begun {}

    record TooMany(long uploads) implements Begun {}

    record Full(StorageLimit limit) implements Begun {}
  }

  /// Begins an upload; makes the repository where there is none yet.
  ///
  /// @param owner who uploads
  /// @param length of the blob, where it is known already
  /// @throws RegistryException `NAME_UNKNOWN` for the namespace, `TOOMANYREQUESTS`, `DENIED`
  ///     over quota, `SIZE_INVALID`
  public UploadStatus start(RepositoryName repository, String owner, OptionalLong length)
      throws RegistryException, StoreException {
    if (length.orElse(0) > limits.blobBytes()) {
      throw UploadWriter.tooLarge(limits.blobBytes());
    }
    var id = UploadId.random();
    var at = clock.instant();
    return switch (metadata.note(tx -> begin(tx, id, repository, owner, length.orElse(0), at))) {
      case Begun.Done done -> new UploadStatus(id, 0);
      case Begun.NoNamespace none -> throw RegistryException.noNamespace(repository.namespace());
      case Begun.TooMany(var uploads) ->
          throw new RegistryException(
              ErrorCode.TOOMANYREQUESTS,
              "you have "
                  + uploads
                  + " uploads that are not finished; finish or cancel some, or try again later");
      case Begun.Full(var limit) -> throw overQuota(repository, limit);
    };
  }

  private Begun begin(
      Transaction tx,
      UploadId id,
      RepositoryName repository,
      String owner,
      long length,
      Instant at) {
    var namespace = tx.namespaces().find(repository.namespace());
    if (namespace.isEmpty()) {
      return new Begun.NoNamespace();
    }
    var uploads = tx.uploads().count(owner);
    if (uploads >= limits.uploadsPerOwner()) {
      return new Begun.TooMany(uploads);
    }
    var full = tx.blobs().overQuota(namespace.get(), length);
    if (full.isPresent()) {
      return new Begun.Full(full.get());
    }
    var found = tx.repositories().findOrCreate(namespace.get(), repository.toString(), at);
    tx.uploads().create(id.toString(), found, owner, at);
    return new Begun.Done();
  }

  /// Where an upload is.
  ///
  /// @throws RegistryException `BLOB_UPLOAD_UNKNOWN`
  public UploadStatus status(RepositoryName repository, UploadId id)
      throws RegistryException, StoreException {
    return metadata
        .read(
            tx ->
                tx.repositories()
                    .find(repository.toString())
                    .flatMap(found -> tx.uploads().find(found, id.toString())))
        .map(upload -> new UploadStatus(id, upload.acknowledged()))
        .orElseThrow(UploadId::unknown);
  }

  /// Adds to an upload. What is said to be kept survives the end of the server.
  ///
  /// Where the connection breaks, what came is kept, and the upload can go on behind it.
  ///
  /// @throws RegistryException `RANGE_INVALID` for gaps and overlaps, `SIZE_INVALID` for bodies
  ///     that are too large or not as long as said, `DENIED` over quota, `BLOB_UPLOAD_UNKNOWN`,
  ///     `TOOMANYREQUESTS` while another request writes
  /// @throws IOException the client's
  public UploadStatus append(RepositoryName repository, UploadId id, UploadBody body)
      throws RegistryException, StoreException, IOException {
    try (var held = HeldUpload.hold(metadata, clock, limits, repository, id);
        var staged = blobs.stage(id.toString());
        var writer = new UploadWriter(held, staged, digests, intake, limits.blobBytes())) {
      writer.open();
      writer.append(body, "sha256", false);
      writer.keep();
      return new UploadStatus(id, held.acknowledged());
    }
  }

  /// Ends an upload: the blob is the repository's on return. Asked for again after that,
  /// because the answer was lost, it succeeds again. A last body without a range that was cut
  /// leaves the upload where it was: such clients send all of it again.
  ///
  /// @param last what is still to be added
  /// @throws RegistryException as [#append], and `DIGEST_INVALID`: the upload is gone then
  /// @throws IOException the client's
  public StoredBlob finish(
      RepositoryName repository, UploadId id, Optional<UploadBody> last, Digest digest)
      throws RegistryException, StoreException, IOException {
    try {
      return end(repository, id, last, digest);
    } catch (RegistryException e) {
      if (e.code() != ErrorCode.BLOB_UPLOAD_UNKNOWN) {
        throw e;
      }
      return finished(repository, id, digest).orElseThrow(() -> e);
    }
  }

  private StoredBlob end(
      RepositoryName repository, UploadId id, Optional<UploadBody> last, Digest digest)
      throws RegistryException, StoreException, IOException {
    try (var held = HeldUpload.hold(metadata, clock, limits, repository, id);
        var staged = blobs.stage(id.toString());
        var writer = new UploadWriter(held, staged, digests, intake, limits.blobBytes())) {
      var committed = committed(new BlobKey(digest, id.toString()), held, staged.length());
      if (committed.isPresent()) {
        return link(held, new BlobKey(digest, id.toString()), committed.getAsLong());
      }
      writer.open();
      if (last.isPresent()) {
        writer.append(last.get(), digest.algorithm(), true);
      }
      var size = writer.bytes();
      var blob = link(held, writer.commit(digest), size);
      writer.linked(blob);
      return blob;
    }
  }

  /// The blob that an upload became.
  private Optional<StoredBlob> finished(RepositoryName repository, UploadId id, Digest digest)
      throws StoreException {
    return metadata.read(
        tx ->
            tx.repositories()
                .find(repository.toString())
                .flatMap(found -> tx.blobs().find(found, digest))
                .filter(blob -> blob.key().copy().equals(id.toString())));
  }

  /// How large the content is that a server verified and put in place before it died.
  private OptionalLong committed(BlobKey key, HeldUpload held, long staged) throws StoreException {
    if (staged >= held.acknowledged()) {
      return OptionalLong.empty();
    }
    try (var content = blobs.open(key).orElse(null)) {
      return content == null ? OptionalLong.empty() : OptionalLong.of(content.size());
    }
  }

  private StoredBlob link(HeldUpload held, BlobKey key, long size)
      throws RegistryException, StoreException {
    var at = clock.instant();
    var linked =
        held.end(
            tx -> {
              var repository = tx.repositories().find(held.repository().toString()).orElseThrow();
              return tx.blobs().link(repository, key, size, at);
            });
    return switch (linked) {
      case Linked.Done done -> {
        if (!done.blob().key().equals(key)) {
          discard(key);
        }
        yield done.blob();
      }
      case Linked.OverQuota(var limit) -> {
        discard(key);
        throw overQuota(held.repository(), limit);
      }
      case Linked.Unknown unknown -> throw new IllegalStateException("only mounts are unknown");
    };
  }

  /// Removes a copy that no metadata name. What fails here is found by a check of everything,
  /// and changes nothing of the answer.
  private void discard(BlobKey key) {
    try {
      blobs.delete(key);
    } catch (StoreException e) {
      // See above.
    }
  }

  /// Receives a blob in one request; where that fails, there is no upload to go on with.
  ///
  /// @throws RegistryException as [#start] and [#finish]
  /// @throws IOException the client's
  public StoredBlob push(RepositoryName repository, String owner, Digest digest, UploadBody body)
      throws RegistryException, StoreException, IOException {
    var upload = start(repository, owner, body.length());
    try {
      return finish(repository, upload.id(), Optional.of(body), digest);
    } catch (RegistryException | StoreException | IOException e) {
      try {
        cancel(repository, upload.id());
      } catch (RegistryException | StoreException cancelling) {
        e.addSuppressed(cancelling);
      }
      throw e;
    }
  }

  /// Ends an upload and forgets what came of it.
  ///
  /// @throws RegistryException `BLOB_UPLOAD_UNKNOWN`, `TOOMANYREQUESTS` while another request
  ///     writes
  public void cancel(RepositoryName repository, UploadId id)
      throws RegistryException, StoreException {
    try (var held = HeldUpload.hold(metadata, clock, limits, repository, id);
        var staged = blobs.stage(id.toString())) {
      held.end(tx -> true);
      digests.take(id, 0);
      forget(id.toString());
      staged.discard();
    }
  }

  /// Gives up uploads to which nothing was added for some time.
  ///
  /// @param limit the most to look at
  /// @return how many; to be called again until it is 0
  public int sweep(Duration idle, int limit) throws StoreException {
    var before = clock.instant().minus(idle);
    var expired = metadata.write(tx -> tx.uploads().expire(before, limit));
    for (var upload : expired) {
      forget(upload.id());
      try (var staged = blobs.stage(upload.id())) {
        staged.discard();
      }
    }
    return expired.size();
  }

  private void forget(String upload) {
    if (intake != null) {
      intake.forget(upload);
    }
  }

  private static RegistryException overQuota(RepositoryName repository, StorageLimit limit) {
    return RegistryException.overQuota(repository.namespace(), limit);
  }
}
