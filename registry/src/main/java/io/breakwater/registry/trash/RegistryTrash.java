package io.breakwater.registry.trash;

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
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Restored;
import io.breakwater.store.metadata.Transaction;
import io.breakwater.store.metadata.TrashPlace;
import io.breakwater.store.metadata.TrashedManifest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What was deleted and can come back: manifests with their tags and with what they need. It
/// counts against no quota, and goes for good with a garbage collection after its time.
public final class RegistryTrash {
  /// How long deleted manifests can come back.
  public static final Duration KEPT = Duration.ofDays(30);

  private static final int MOST = 1_000;

  private final Metadata metadata;
  private final InstantSource clock;
  private final Duration kept;
  private final ImageListener listener;

  /// A trash that keeps manifests for a time: the same that the garbage collection goes by.
  public RegistryTrash(Metadata metadata, InstantSource clock, Duration kept) {
    this(metadata, clock, kept, ImageListener.NONE);
  }

  /// @param listener is told of what comes back
  public RegistryTrash(
      Metadata metadata, InstantSource clock, Duration kept, ImageListener listener) {
    this.metadata = metadata;
    this.clock = clock;
    this.kept = kept;
    this.listener = listener;
  }

  /// What is in the trash of some namespaces, such as an account's.
  ///
  /// @param namespaces their names; those that there are none of hold nothing
  /// @param place where the last page said that the list goes on; empty for the first
  /// @param limit the most images, 1 to 1,000
  /// @throws RegistryException `NAME_INVALID` for what is no place
  public TrashPage page(Collection<String> namespaces, Optional<String> place, int limit)
      throws RegistryException, StoreException {
    var after =
        place.isEmpty() ? Optional.<TrashPlace>empty() : Optional.of(PlaceText.parse(place.get()));
    var most = Math.clamp(limit, 1, MOST);
    var found = metadata.read(tx -> tx.trash().page(ids(tx, namespaces), after, most + 1));
    var images = found.subList(0, Math.min(most, found.size()));
    var next =
        found.size() > most
            ? Optional.of(PlaceText.of(images.getLast().place()))
            : Optional.<String>empty();
    return new TrashPage(images.stream().map(this::image).toList(), next);
  }

  private static Set<Long> ids(Transaction tx, Collection<String> namespaces) {
    var ids = new HashSet<Long>();
    for (var name : namespaces) {
      tx.namespaces().find(name).ifPresent(found -> ids.add(found.id()));
    }
    return ids;
  }

  private TrashedImage image(TrashedManifest manifest) {
    return new TrashedImage(
        manifest.repository().name(),
        manifest.digest(),
        manifest.trashed(),
        manifest.trashedBy(),
        manifest.trashed().plus(kept),
        manifest.tags());
  }

  /// Takes a manifest back with its tags, but for those that name something else by now; with
  /// an index those of its manifests that are in the trash, too: all of it, or nothing.
  ///
  /// @param reference its digest, or a tag that it had: where several had that, of the one that
  ///     was deleted last, and where the tag names something else by now, none
  /// @param by who restores
  /// @throws RegistryException `MANIFEST_UNKNOWN`; `DENIED` over quota, or for a tag that names
  ///     something else
  public RestoredImage restore(RepositoryName repository, Reference reference, String by)
      throws RegistryException, StoreException {
    var at = clock.instant();
    var restored = RefusedWork.write(metadata, tx -> restore(tx, repository, reference, at));
    var tags = restored.tags().stream().map(TagName::kept).toList();
    listener.happened(new ImageEvent.Restored(repository, restored.digest(), tags, by));
    restored
        .with()
        .forEach(
            child -> listener.happened(new ImageEvent.Restored(repository, child, List.of(), by)));
    return restored;
  }

  /// Takes a digest back wherever it is in the trash of some namespaces, with its tags: each
  /// repository's by itself, as [#restore(RepositoryName, Reference, String)] does.
  ///
  /// @param namespaces their names
  /// @throws RegistryException `MANIFEST_UNKNOWN` where it is in none; what was refused, where it
  ///     came back in none
  public RestoredTags restore(Collection<String> namespaces, Digest digest, String by)
      throws RegistryException, StoreException {
    var restored = new ArrayList<String>();
    var successful = new ArrayList<String>();
    var unsuccessful = new ArrayList<String>();
    RegistryException refusal = unknown("the trash", new Reference.ByDigest(digest));
    for (var found : metadata.read(tx -> tx.trash().repositories(digest, ids(tx, namespaces)))) {
      var name = RepositoryName.kept(found.name());
      try {
        var image = restore(name, new Reference.ByDigest(digest), by);
        restored.add(name + "@" + digest);
        image.tags().forEach(tag -> successful.add(name + ":" + tag));
        image.taken().forEach(tag -> unsuccessful.add(name + ":" + tag));
      } catch (RegistryException e) {
        refusal = e;
      }
    }
    if (restored.isEmpty()) {
      throw refusal;
    }
    return new RestoredTags(restored, successful, unsuccessful);
  }

  private static RestoredImage restore(
      Transaction tx, RepositoryName name, Reference reference, Instant at) {
    tx.namespaces().lock(name.namespace());
    var repository =
        tx.repositories()
            .find(name.toString())
            .orElseThrow(() -> new RefusedWork(unknown(name, reference)));
    var digest =
        switch (reference) {
          case Reference.ByDigest(var stated) -> stated;
          case Reference.ByTag(var tag) -> {
            taken(tx, repository, tag.toString());
            yield tx.trash()
                .byTag(repository, tag.toString())
                .orElseThrow(() -> new RefusedWork(unknown(name, reference)));
          }
        };
    var first = restored(tx, repository, digest, name, at);
    return new RestoredImage(
        digest, first.tags(), first.taken(), children(tx, repository, digest, name, at));
  }

  private static List<Digest> children(
      Transaction tx, Repository repository, Digest index, RepositoryName name, Instant at) {
    var with = new ArrayList<Digest>();
    var waiting = new ArrayDeque<>(List.of(index));
    while (!waiting.isEmpty()) {
      for (var child : tx.trash().children(repository, waiting.poll())) {
        restored(tx, repository, child, name, at);
        with.add(child);
        waiting.add(child);
      }
    }
    return with;
  }

  private static void taken(Transaction tx, Repository repository, String tag) {
    var names = tx.tags().find(repository, tag);
    if (names.isPresent()) {
      throw new RefusedWork(
          new RegistryException(
              ErrorCode.DENIED,
              "the tag "
                  + tag
                  + " names "
                  + names.get().manifest()
                  + " by now; remove it, or restore the image by its digest",
              new Detail.Name(tag)));
    }
  }

  private static Restored.Done restored(
      Transaction tx, Repository repository, Digest digest, RepositoryName name, Instant at) {
    return switch (tx.trash().restore(repository, digest, at)) {
      case Restored.Done done -> done;
      case Restored.OverQuota(var limit) ->
          throw new RefusedWork(RegistryException.overQuota(name.namespace(), limit));
      case Restored.Unknown none ->
          throw new RefusedWork(unknown(name, new Reference.ByDigest(digest)));
    };
  }

  private static RegistryException unknown(Object repository, Reference reference) {
    return new RegistryException(
        ErrorCode.MANIFEST_UNKNOWN,
        "not in the trash: " + repository + " " + reference + "; list the trash to see what is",
        new Detail.Name(reference.toString()));
  }
}
