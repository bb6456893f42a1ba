package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.RateLimit;
import io.breakwater.image.remote.RemoteAnswer;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.OpenedBlob;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.content.LocalContent;
import io.breakwater.registry.content.ServedManifest;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/// What repositories serve, those of mirrors too: what is not here is fetched from upstream, for
/// all who ask at once, and stored. Safe for use by many threads, and by several servers over the
/// same stores.
public final class Mirrors implements Content, AutoCloseable {
  private static final String ON_ITS_WAY = "upstream";

  private final Parts parts;
  private final LocalContent local;
  private final MirrorNamespaces mirrors;
  private final MirrorOptions.Limits limits;
  private final MirrorCounters counters = new MirrorCounters();
  private final Upstreams upstreams;
  private final Arrivals arrivals;
  private final MirroredManifests manifests;
  private final Completion completion;

  /// What mirrors are made of.
  public record Parts(
      Metadata metadata,
      InstantSource clock,
      RepositoryManifests manifests,
      RepositoryBlobs blobs,
      Uploads uploads,
      Verdicts verdicts) {}

  private Mirrors(
      Parts parts, MirrorNamespaces mirrors, MirrorOptions options, LongSupplier nanos) {
    this.parts = parts;
    this.mirrors = mirrors;
    limits = options.limits();
    local = new LocalContent(parts.manifests(), parts.blobs());
    upstreams = new Upstreams(options, nanos);
    arrivals = new Arrivals(parts.uploads(), parts.blobs(), options, counters);
    var store = new MirroredStore(parts.metadata(), parts.clock());
    manifests = new MirroredManifests(store, upstreams, limits, counters);
    completion =
        new Completion(
            parts.metadata(),
            store,
            mirrors,
            upstreams,
            arrivals,
            parts.verdicts(),
            limits,
            counters);
  }

  /// Opens the mirrors of a registry; nothing is sent before somebody pulls.
  ///
  /// @throws IOException the spool cannot be written to
  public static Mirrors open(Parts parts, MirrorNamespaces mirrors, MirrorOptions options)
      throws IOException {
    return open(parts, mirrors, options, System::nanoTime);
  }

  static Mirrors open(
      Parts parts, MirrorNamespaces mirrors, MirrorOptions options, LongSupplier nanos)
      throws IOException {
    var opened = new Mirrors(parts, mirrors, options, nanos);
    opened.arrivals.prepare();
    return opened;
  }

  @Override
  public ServedManifest manifest(RepositoryName repository, Reference reference, Use use)
      throws RegistryException, StoreException {
    var mirror = mirrors.find(repository.namespace());
    if (mirror.isEmpty()) {
      return local.manifest(repository, reference, use);
    }
    var served =
        switch (reference) {
          case Reference.ByTag(var tag) ->
              manifests.byTag(repository, mirror.get(), tag.toString());
          case Reference.ByDigest(var digest) ->
              manifests.byDigest(repository, mirror.get(), digest);
        };
    if (use == Use.PULL && !served.whole()) {
      completion.want(repository, served.manifest().digest());
    }
    return served;
  }

  @Override
  public StoredBlob blob(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    try {
      return local.blob(repository, digest);
    } catch (RegistryException e) {
      return remote(repository, digest, e);
    }
  }

  private StoredBlob remote(RepositoryName repository, Digest digest, RegistryException unknown)
      throws RegistryException, StoreException {
    var wanted = wanted(repository, digest, unknown);
    var size = arrivals.size(repository, digest);
    if (size < 0) {
      var host = wanted.upstream().host();
      var blocked = wanted.upstream().breaker().blocked();
      if (blocked.isPresent()) {
        throw Answered.blocked(wanted.what(), host, blocked.get());
      }
      var answer = wanted.upstream().blobSize(wanted.there(), digest);
      if (!(answer instanceof RemoteAnswer.Found<Long>(var found))) {
        throw Answered.refusal(answer, ErrorCode.BLOB_UNKNOWN, wanted.what(), host);
      }
      size = found;
    }
    return onItsWay(digest, size);
  }

  private StoredBlob onItsWay(Digest digest, long size) {
    return new StoredBlob(new BlobKey(digest, ON_ITS_WAY), size, parts.clock().instant());
  }

  /// @param unknown why it is not served from here; thrown where no upstream is to be asked
  private Arrivals.Wanted wanted(
      RepositoryName repository, Digest digest, RegistryException unknown)
      throws RegistryException, StoreException {
    var mirror = mirrors.find(repository.namespace());
    if (unknown.code() != ErrorCode.BLOB_UNKNOWN || mirror.isEmpty()) {
      throw unknown;
    }
    return new Arrivals.Wanted(
        repository, digest, upstreams.of(mirror.get()), mirror.get().upstream(repository));
  }

  @Override
  public OpenedBlob open(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    try {
      return local.open(repository, digest);
    } catch (RegistryException e) {
      var arriving = arrivals.open(wanted(repository, digest, e));
      return arriving.isPresent()
          ? new OpenedBlob(onItsWay(digest, arriving.get().size()), arriving.get())
          : local.open(repository, digest);
    }
  }

  @Override
  public void requirePushable(RepositoryName repository) throws RegistryException, StoreException {
    var mirror = mirrors.find(repository.namespace());
    if (mirror.isPresent()) {
      throw new RegistryException(
          ErrorCode.DENIED,
          "namespace "
              + repository.namespace()
              + " mirrors "
              + mirror.get()
              + " and takes no pushes; push to another namespace");
    }
  }

  /// Goes on with manifests whose rest is still to be fetched, and forgets those that never became
  /// whole. One server does it for all, every minute or so.
  ///
  /// @param limit the most of either
  /// @return how many
  public int sweep(int limit) throws StoreException {
    var before = parts.clock().instant().minus(limits.keepUnfinished());
    int expired = parts.metadata().write(tx -> tx.mirrors().expire(before, limit));
    return expired + completion.resume(limit);
  }

  /// What was done since the start.
  public MirrorCounters.Counts counts() {
    return counters.counts();
  }

  /// Blobs that are on their way or wait for their turn.
  public int arriving() {
    return arrivals.count();
  }

  /// What upstreams last said of their limits, by host.
  public Map<String, RateLimit> rateLimits() {
    return upstreams.rateLimits();
  }

  /// Ends what is on its way.
  @Override
  public void close() {
    upstreams.close();
    completion.close();
    arrivals.close();
  }
}
