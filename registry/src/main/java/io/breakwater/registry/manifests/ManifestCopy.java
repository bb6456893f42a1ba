package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.registry.RefusedWork;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.namespaces.NamespaceSettings;
import io.breakwater.store.metadata.Linked;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.ManifestPut;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tags a manifest of one repository in another or the same, during one transaction, which a
/// refusal undoes: all of it is there then, or nothing.
final class ManifestCopy {
  /// Manifests below an index, which a transaction can put without keeping others waiting.
  private static final int MOST = 1_000;

  private final Transaction tx;
  private final RepositoryName from;
  private final RepositoryName to;
  private final String by;
  private final Instant at;
  private final List<ImageEvent> events = new ArrayList<>();
  private final Set<Digest> copied = new HashSet<>();

  ManifestCopy(Transaction tx, RepositoryName from, RepositoryName to, String by, Instant at) {
    this.tx = tx;
    this.from = from;
    this.to = to;
    this.by = by;
    this.at = at;
  }

  /// @param events in the order in which things happened
  record Copied(PushedManifest manifest, List<ImageEvent> events) {}

  Copied copy(Reference reference, TagName tag) {
    var namespace =
        tx.namespaces()
            .lock(to.namespace())
            .orElseThrow(() -> new RefusedWork(RegistryException.noNamespace(to.namespace())));
    var source =
        (switch (reference) {
              case Reference.ByTag(var name) ->
                  tx.manifests().byTag(from.toString(), name.toString());
              case Reference.ByDigest(var digest) ->
                  tx.manifests().byDigest(from.toString(), digest);
            })
            .orElseThrow(() -> new RefusedWork(RepositoryManifests.unknown(from, reference)));
    var target = tx.repositories().findOrCreate(namespace, to.toString(), at);
    var there = tx.tags().find(target, tag.toString());
    if (there.isPresent()
        && !there.get().manifest().equals(source.digest())
        && NamespaceSettings.immutable(tx, namespace, to.toString(), tag.toString())) {
      throw new RefusedWork(
          RepositoryManifests.immutable(tag.toString(), there.get().manifest(), "use another tag"));
    }
    var pushed = from.equals(to) ? same(source) : put(target, source, List.of(tag));
    var _ = tx.tags().put(target, tag.toString(), source.digest(), true, at);
    if (from.equals(to)) {
      events.add(new ImageEvent.Tagged(to, source.digest(), tag, by));
    }
    return new Copied(pushed, List.copyOf(events));
  }

  private static PushedManifest same(ManifestContent source) {
    var manifest = read(source);
    return new PushedManifest(
        source.id(), source.digest(), source.mediaType(), manifest.subject(), false);
  }

  private static NewManifest read(ManifestContent content) {
    try {
      return ManifestReader.read(content.content(), content.digest(), content.mediaType());
    } catch (RegistryException e) {
      throw new RefusedWork(e);
    }
  }

  private PushedManifest put(Repository target, ManifestContent content, List<TagName> tags) {
    var manifest = read(content);
    for (var child : manifest.children()) {
      if (copied.size() < MOST && copied.add(child.digest())) {
        tx.manifests()
            .byDigest(from.toString(), child.digest())
            .ifPresent(there -> put(target, there, List.of()));
      }
    }
    var source = tx.repositories().find(from.toString()).orElseThrow();
    for (var blob : manifest.blobs()) {
      mount(source, target, blob.digest());
    }
    var put = tx.manifests().put(target, manifest, by, at);
    PushedManifest pushed;
    try {
      pushed = RepositoryManifests.pushed(to, manifest, put);
    } catch (RegistryException e) {
      throw new RefusedWork(e);
    }
    if (put instanceof ManifestPut.Stored(var _, var added)) {
      events.add(new ImageEvent.Pushed(to, manifest.digest(), tags, added, by));
    }
    return pushed;
  }

  /// What is not there is said by the manifest that needs it.
  private void mount(Repository source, Repository target, Digest digest) {
    if (tx.blobs().find(target, digest).isEmpty()
        && tx.blobs().mount(source, target, digest, at) instanceof Linked.OverQuota(var limit)) {
      throw new RefusedWork(RegistryException.overQuota(to.namespace(), limit));
    }
  }
}
