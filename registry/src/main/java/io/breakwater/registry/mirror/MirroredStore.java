package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.ServedManifest;
import io.breakwater.registry.manifests.ManifestReader;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.ManifestPut;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What mirrors keep in the metadata.
final class MirroredStore {
  /// Indexes name a few dozen platforms; more than so many are not waited for.
  private static final int CHILDREN = 1000;

  private final Metadata metadata;
  private final InstantSource clock;

  MirroredStore(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// A tag with what it names.
  ///
  /// @param checked when upstream last said so
  record Known(ManifestContent manifest, Instant checked) {}

  /// What a tag named when upstream was last asked, where that is here.
  Optional<Known> tag(RepositoryName repository, String tag) throws StoreException {
    var name = repository.toString();
    return metadata.read(
        tx ->
            tx.mirrors()
                .tag(name, tag)
                .flatMap(
                    known ->
                        find(tx, name, known.manifest())
                            .map(manifest -> new Known(manifest, known.checked()))));
  }

  /// A manifest, whether its blobs are here or not.
  Optional<ManifestContent> find(RepositoryName repository, Digest digest) throws StoreException {
    return metadata.read(tx -> find(tx, repository.toString(), digest));
  }

  private static Optional<ManifestContent> find(Transaction tx, String repository, Digest digest) {
    return tx.manifests()
        .byDigest(repository, digest)
        .or(
            () ->
                tx.mirrors()
                    .find(repository, digest)
                    .map(
                        kept ->
                            new ManifestContent(
                                ServedManifest.NO_ID,
                                kept.digest(),
                                kept.mediaType(),
                                kept.content())));
  }

  /// Notes that upstream still says the same of a tag.
  void checked(RepositoryName repository, String tag, Digest manifest) throws StoreException {
    var at = clock.instant();
    change(repository, (tx, found) -> tx.mirrors().putTag(found, tag, manifest, at));
  }

  /// Forgets a tag that upstream has no more; the manifest stays, to be had by its digest.
  void forgetTag(RepositoryName repository, String tag) throws StoreException {
    change(
        repository,
        (tx, found) -> {
          tx.mirrors().deleteTag(found, tag);
          tx.tags().delete(found, tag);
        });
  }

  private void change(RepositoryName repository, Change change) throws StoreException {
    metadata.write(
        tx -> {
          var locked = tx.namespaces().lock(repository.namespace());
          var found = tx.repositories().find(repository.toString());
          if (locked.isPresent() && found.isPresent()) {
            change.make(tx, found.get());
          }
          return true;
        });
  }

  private interface Change {
    void make(Transaction tx, Repository repository);
  }

  /// Keeps a manifest that came from upstream: as one of the repository's where its blobs are
  /// here, otherwise beside them.
  ///
  /// @param tag that names it upstream
  /// @throws RegistryException `MANIFEST_INVALID`: it is none that this registry takes;
  ///     `NAME_UNKNOWN` for the namespace
  ManifestContent keep(
      RepositoryName repository,
      Optional<String> tag,
      Digest digest,
      String mediaType,
      byte[] bytes)
      throws RegistryException, StoreException {
    var manifest = inPart(ManifestReader.read(bytes, digest, mediaType));
    var at = clock.instant();
    var kept =
        metadata.write(
            tx -> {
              var namespace = tx.namespaces().lock(repository.namespace());
              if (namespace.isEmpty()) {
                return Optional.<Long>empty();
              }
              var found =
                  tx.repositories().findOrCreate(namespace.get(), repository.toString(), at);
              tag.ifPresent(name -> tx.mirrors().putTag(found, name, digest, at));
              var id = put(tx, found, manifest, at);
              if (id == ServedManifest.NO_ID) {
                tx.mirrors().keep(found, digest, manifest.mediaType(), bytes, at);
              }
              return Optional.of(id);
            });
    var id = kept.orElseThrow(() -> RegistryException.noNamespace(repository.namespace()));
    return new ManifestContent(id, digest, manifest.mediaType(), bytes);
  }

  /// Puts a manifest whose blobs have come among the repository's.
  ///
  /// @return the indexes that name it and have to be put again; empty where something is still
  ///     missing
  Optional<List<Digest>> whole(RepositoryName repository, NewManifest manifest)
      throws StoreException {
    var complete = inPart(manifest);
    var at = clock.instant();
    return metadata.write(
        tx -> {
          var namespace = tx.namespaces().lock(repository.namespace());
          var found = tx.repositories().find(repository.toString());
          if (namespace.isEmpty()
              || found.isEmpty()
              || put(tx, found.get(), complete, at) == ServedManifest.NO_ID) {
            return Optional.<List<Digest>>empty();
          }
          return Optional.of(tx.mirrors().arrived(found.get(), complete.digest()));
        });
  }

  /// Puts an index again, so that it holds a manifest that came after it.
  void again(RepositoryName repository, Digest index) throws RegistryException, StoreException {
    Optional<ManifestContent> content =
        metadata.read(tx -> tx.manifests().byDigest(repository.toString(), index));
    if (content.isPresent()) {
      var there = content.get();
      var _ =
          whole(
              repository, ManifestReader.read(there.content(), there.digest(), there.mediaType()));
    }
  }

  private static long put(Transaction tx, Repository repository, NewManifest manifest, Instant at) {
    if (!(tx.manifests().put(repository, manifest, Arrivals.OWNER, at)
        instanceof ManifestPut.Stored(var id, var added))) {
      return ServedManifest.NO_ID;
    }
    tx.mirrors().forget(repository, manifest.digest());
    for (var tag : tx.mirrors().tags(repository, manifest.digest())) {
      var _ = tx.tags().put(repository, tag, manifest.digest(), true, at);
    }
    if (added && !manifest.children().isEmpty()) {
      tx.mirrors().missing(repository, manifest.digest(), missing(tx, repository, manifest));
    }
    return id;
  }

  private static List<Digest> missing(Transaction tx, Repository repository, NewManifest index) {
    var missing = new ArrayList<Digest>();
    for (var child : index.children().subList(0, Math.min(index.children().size(), CHILDREN))) {
      if (tx.manifests().find(repository, child.digest()).isEmpty()) {
        missing.add(child.digest());
      }
    }
    return missing;
  }

  /// An index is here as soon as it came; its platforms follow as they are pulled.
  private static NewManifest inPart(NewManifest manifest) {
    return new NewManifest(
        manifest.digest(),
        manifest.mediaType(),
        manifest.artifactType(),
        manifest.content(),
        manifest.subject(),
        manifest.config(),
        manifest.blobs(),
        manifest.children().stream()
            .map(child -> new NewManifest.Reference(child.digest(), child.size(), false))
            .toList(),
        manifest.annotations());
  }
}
