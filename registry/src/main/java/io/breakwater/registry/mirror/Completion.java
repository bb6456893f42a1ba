package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.manifests.ManifestReader;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MirroredManifest;
import io.breakwater.store.metadata.NewManifest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Fetches what clients did not: a client that has a layer does not ask for it, and the image is
/// to have a verdict all the same. Begins when a manifest is pulled; what fails is tried again
/// after a minute, then after twice as long each time, six hours at most.
final class Completion {
  private static final System.Logger LOG = System.getLogger(Completion.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 9;

  private final Metadata metadata;
  private final MirroredStore store;
  private final MirrorNamespaces mirrors;
  private final Upstreams upstreams;
  private final Arrivals arrivals;
  private final Verdicts verdicts;
  private final MirrorCounters counters;
  private final Semaphore turns;
  private volatile boolean closed;
  private final Set<String> going = ConcurrentHashMap.newKeySet();

  Completion(
      Metadata metadata,
      MirroredStore store,
      MirrorNamespaces mirrors,
      Upstreams upstreams,
      Arrivals arrivals,
      Verdicts verdicts,
      MirrorOptions.Limits limits,
      MirrorCounters counters) {
    this.metadata = metadata;
    this.store = store;
    this.mirrors = mirrors;
    this.upstreams = upstreams;
    this.arrivals = arrivals;
    this.verdicts = verdicts;
    this.counters = counters;
    turns = new Semaphore(limits.completions());
  }

  /// Somebody pulls a manifest that is not whole.
  void want(RepositoryName repository, Digest digest) {
    start(
        repository,
        digest,
        () ->
            metadata.write(
                tx -> {
                  tx.repositories()
                      .find(repository.toString())
                      .ifPresent(found -> tx.mirrors().want(found, digest, store.now()));
                  return true;
                }));
  }

  /// Goes on with what is due: after a failure, or the end of the server that was at it.
  ///
  /// @return how many were begun
  int resume(int limit) throws StoreException {
    var now = store.now();
    var due = metadata.read(tx -> tx.mirrors().due(now, limit));
    for (var manifest : due) {
      try {
        start(RepositoryName.parse(manifest.repository()), manifest.digest(), () -> true);
      } catch (RegistryException e) {
        throw new IllegalStateException("a repository with a name that is none", e);
      }
    }
    return due.size();
  }

  private interface Before {
    Object run() throws StoreException;
  }

  private void start(RepositoryName repository, Digest digest, Before before) {
    var key = repository + "@" + digest;
    if (closed || !going.add(key)) {
      return;
    }
    Thread.ofVirtual()
        .name("mirror-completion")
        .start(
            () -> {
              try {
                before.run();
                turns.acquire();
                try {
                  run(repository, digest);
                } finally {
                  turns.release();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RegistryException | StoreException e) {
                LOG.log(System.Logger.Level.WARNING, "completing " + key + ": " + e.getMessage());
              } finally {
                going.remove(key);
              }
            });
  }

  private void run(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException, InterruptedException {
    var mirror = mirrors.find(repository.namespace());
    var manifest = taken(repository, digest);
    if (mirror.isEmpty() || manifest.isEmpty()) {
      return;
    }
    var content = manifest.get();
    var read = ManifestReader.read(content.content(), digest, content.mediaType());
    if (!fetched(repository, mirror.get(), read)) {
      return;
    }
    var indexes = store.whole(repository, read);
    if (indexes.isEmpty()) {
      return;
    }
    counters.completed();
    for (var index : indexes.get()) {
      store.again(repository, index);
    }
    // Takes the image's inventory, so that whoever looks next does not wait for it.
    var _ = verdicts.of(repository, new Reference.ByDigest(digest), digest);
  }

  /// Takes a manifest for this server, and says when it is due again should this fail.
  private Optional<MirroredManifest> taken(RepositoryName repository, Digest digest)
      throws StoreException {
    var now = store.now();
    return metadata.write(
        tx -> {
          var kept = tx.mirrors().find(repository.toString(), digest);
          var found = tx.repositories().find(repository.toString());
          return kept.filter(
              manifest ->
                  tx.mirrors()
                      .attempt(
                          found.orElseThrow(), digest, now, now.plus(pause(manifest.tries()))));
        });
  }

  private static Duration pause(int tries) {
    return FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS)).compareTo(Duration.ofHours(6)) > 0
        ? Duration.ofHours(6)
        : FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS));
  }

  private boolean fetched(RepositoryName repository, Mirror mirror, NewManifest manifest)
      throws RegistryException, StoreException, InterruptedException {
    var upstream = upstreams.of(mirror);
    var there = mirror.upstream(repository);
    for (var blob : manifest.blobs()) {
      if (blob.required()
          && !arrivals.held(repository, blob.digest())
          && !arrivals.keep(new Arrivals.Wanted(repository, blob.digest(), upstream, there))) {
        return false;
      }
    }
    return true;
  }

  /// Begins nothing more.
  void close() {
    closed = true;
  }
}
