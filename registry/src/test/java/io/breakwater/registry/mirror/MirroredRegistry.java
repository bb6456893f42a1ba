package io.breakwater.registry.mirror;

import static io.breakwater.registry.Stores.name;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.content.Content.Use;
import io.breakwater.registry.content.ServedManifest;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A registry whose namespace `hub` mirrors another, with a clock that is set by hand.
final class MirroredRegistry implements AutoCloseable {
  static final Duration FRESHNESS = Duration.ofMinutes(1);

  private final Stores stores;
  private final AtomicReference<Instant> now = new AtomicReference<>(Stores.CLOCK.instant());
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> judged = new CopyOnWriteArrayList<>();
  private final MirrorNamespaces namespaces;
  private final Mirrors mirrors;

  MirroredRegistry(Path folder, Mirror mirror, Map<String, UpstreamLogin> logins) throws Exception {
    this(folder, mirror, logins, Set.of());
  }

  MirroredRegistry(Path folder, Mirror mirror, Map<String, UpstreamLogin> logins, Set<String> hosts)
      throws Exception {
    stores = new Stores(folder);
    stores.metadata().write(tx -> tx.namespaces().create("hub", "acme", now.get()));
    namespaces = new MirrorNamespaces(stores.metadata(), nanos::get);
    namespaces.set("hub", mirror);
    mirrors = open(folder, logins, hosts);
  }

  private Mirrors open(Path folder, Map<String, UpstreamLogin> logins, Set<String> hosts)
      throws IOException {
    InstantSource clock = now::get;
    var parts =
        new Mirrors.Parts(
            stores.metadata(),
            clock,
            new RepositoryManifests(stores.metadata(), clock),
            new RepositoryBlobs(stores.metadata(), stores.blobs(), clock),
            new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults()),
            (repository, asked, manifest) -> {
              judged.add(repository + "@" + manifest);
              return Optional.empty();
            });
    var remote =
        new RegistryOptions(
            false, Map.of(), Map.of(), 1, Duration.ofMillis(1), Duration.ofSeconds(5));
    var limits =
        MirrorOptions.Limits.usual().withPatience(Duration.ofSeconds(10), Duration.ofMillis(300));
    var options = new MirrorOptions(logins, hosts, folder.resolve("spool"), remote, limits);
    return Mirrors.open(parts, namespaces, options, nanos::get);
  }

  Stores stores() {
    return stores;
  }

  Mirrors mirrors() {
    return mirrors;
  }

  MirrorNamespaces namespaces() {
    return namespaces;
  }

  /// What verdicts were asked about.
  List<String> judged() {
    return judged;
  }

  /// Lets time pass, for freshness and for breakers.
  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    nanos.addAndGet(time.toNanos());
  }

  ServedManifest pull(String repository, String reference)
      throws RegistryException, StoreException {
    return mirrors.manifest(name(repository), Reference.parse(reference), Use.PULL);
  }

  ServedManifest look(String repository, String reference)
      throws RegistryException, StoreException {
    return mirrors.manifest(name(repository), Reference.parse(reference), Use.LOOK);
  }

  byte[] blob(String repository, String digest)
      throws RegistryException, StoreException, IOException {
    try (var opened = mirrors.open(name(repository), Digest.parse(digest))) {
      var out = new ByteArrayOutputStream();
      opened.content().transferTo(0, opened.content().size(), Channels.newChannel(out));
      return out.toByteArray();
    }
  }

  byte[] part(String repository, String digest, long offset, long length)
      throws RegistryException, StoreException, IOException {
    try (var opened = mirrors.open(name(repository), Digest.parse(digest))) {
      var out = new ByteArrayOutputStream();
      opened.content().transferTo(offset, length, Channels.newChannel(out));
      return out.toByteArray();
    }
  }

  /// Whether the store has a manifest as one of the repository's, with all that it names.
  boolean whole(String repository, String digest) {
    try {
      return stores
          .metadata()
          .read(tx -> tx.manifests().byDigest(repository, Digest.parse(digest)))
          .isPresent();
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for what goes on by itself, ten seconds at most.
  static boolean comes(BooleanSupplier condition) throws InterruptedException {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }

  @Override
  public void close() {
    mirrors.close();
    stores.close();
  }
}
