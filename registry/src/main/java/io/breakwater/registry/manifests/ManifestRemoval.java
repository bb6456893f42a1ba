package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.namespaces.NamespaceSettings;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes tags and manifests from a repository, during one transaction.
final class ManifestRemoval {
  private final Transaction tx;
  private final RepositoryName name;
  private final String by;
  private final Instant at;
  private final List<ImageEvent> events = new ArrayList<>();

  ManifestRemoval(Transaction tx, RepositoryName name, String by, Instant at) {
    this.tx = tx;
    this.name = name;
    this.by = by;
    this.at = at;
  }

  /// What became of it.
  sealed interface Outcome {
    /// What was to be done, is.
    ///
    /// @param events the first of which is of the tag or manifest that was meant
    record Done(List<ImageEvent> events) implements Outcome {}

    record Unknown() implements Outcome {}

    /// An immutable tag.
    record Kept(Tag tag) implements Outcome {}

    /// An index needs it.
    record InUse(Digest by) implements Outcome {}
  }

  private record There(Namespace namespace, Repository repository) {}

  private Optional<There> there() {
    var namespace = tx.namespaces().lock(name.namespace());
    return namespace.flatMap(
        locked -> tx.repositories().find(name.toString()).map(found -> new There(locked, found)));
  }

  /// Removes a tag, or trashes a manifest with its tags.
  Outcome delete(Reference reference) {
    var there = there();
    if (there.isEmpty()) {
      return new Outcome.Unknown();
    }
    return switch (reference) {
      case Reference.ByTag(var tag) -> untag(there.get(), tag);
      case Reference.ByDigest(var digest) -> trash(there.get(), digest);
    };
  }

  /// Trashes an image with all its tags, whichever of them it was named by, and with an index the
  /// manifests that nothing else names.
  Outcome remove(Reference reference) {
    var there = there();
    if (there.isEmpty()) {
      return new Outcome.Unknown();
    }
    var digest =
        switch (reference) {
          case Reference.ByDigest(var stated) -> Optional.of(stated);
          case Reference.ByTag(var tag) ->
              tx.tags().find(there.get().repository(), tag.toString()).map(Tag::manifest);
        };
    if (digest.isEmpty()) {
      return new Outcome.Unknown();
    }
    var children = children(there.get().repository(), digest.get());
    var outcome = trash(there.get(), digest.get());
    if (outcome instanceof Outcome.Done) {
      withIt(there.get(), children);
    }
    return outcome;
  }

  private void withIt(There there, List<Digest> named) {
    var waiting = new ArrayDeque<>(named);
    while (!waiting.isEmpty()) {
      var child = waiting.poll();
      if (tx.tags().of(there.repository(), child).isEmpty()
          && tx.manifests().parents(there.repository(), child, 1).isEmpty()) {
        var its = children(there.repository(), child);
        if (trash(there, child) instanceof Outcome.Done) {
          waiting.addAll(its);
        }
      }
    }
  }

  private List<Digest> children(Repository repository, Digest index) {
    return tx.manifests()
        .byDigest(repository.name(), index)
        .map(ManifestReader::children)
        .orElse(List.of());
  }

  private Outcome untag(There there, TagName name) {
    var tag = tx.tags().find(there.repository(), name.toString());
    if (tag.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (immutable(there, name.toString())) {
      return new Outcome.Kept(tag.get());
    }
    tx.tags().delete(there.repository(), name.toString());
    events.add(new ImageEvent.Untagged(this.name, tag.get().manifest(), name, by));
    return new Outcome.Done(events);
  }

  private Outcome trash(There there, Digest digest) {
    for (var tag : tx.tags().of(there.repository(), digest)) {
      if (immutable(there, tag.name())) {
        return new Outcome.Kept(tag);
      }
    }
    var indexes = tx.manifests().parents(there.repository(), digest, 1);
    if (!indexes.isEmpty()) {
      return new Outcome.InUse(indexes.getFirst().digest());
    }
    var trashed = tx.trash().put(there.repository(), digest, by, at);
    if (trashed.isEmpty()) {
      return new Outcome.Unknown();
    }
    var tags = trashed.get().stream().map(TagName::kept).toList();
    events.add(new ImageEvent.Deleted(name, digest, tags, by));
    return new Outcome.Done(events);
  }

  private boolean immutable(There there, String tag) {
    return NamespaceSettings.immutable(tx, there.namespace(), there.repository().name(), tag);
  }

  /// The events of what was done.
  ///
  /// @throws RegistryException what kept it from being done
  static List<ImageEvent> done(Outcome outcome, RepositoryName repository, Reference reference)
      throws RegistryException {
    return switch (outcome) {
      case Outcome.Done(var events) -> events;
      case Outcome.Unknown _ -> throw RepositoryManifests.unknown(repository, reference);
      case Outcome.Kept(var tag) ->
          throw RepositoryManifests.immutable(
              tag.name(),
              tag.manifest(),
              "have the namespace's rule for immutable tags changed to delete it");
      case Outcome.InUse(var index) ->
          throw new RegistryException(
              ErrorCode.UNSUPPORTED,
              "the manifest is in use: the index " + index + " names it; delete that first");
    };
  }
}
