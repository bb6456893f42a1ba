package io.breakwater.registry.trash;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Restored;
import io.breakwater.store.metadata.Transaction;
import io.breakwater.store.metadata.TrashedManifest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What was deleted and can come back: manifests with their tags and with what they need. It
/// counts against no quota, and goes for good with a garbage collection after its time.
public final class RegistryTrash {
  /// How long deleted manifests can come back.
  public static final Duration KEPT = Duration.ofDays(30);

  private final Metadata metadata;
  private final InstantSource clock;
  private final Duration kept;

  /// A trash that keeps manifests for a time: the same that the garbage collection goes by.
  public RegistryTrash(Metadata metadata, InstantSource clock, Duration kept) {
    this.metadata = metadata;
    this.clock = clock;
    this.kept = kept;
  }

  /// What is in a namespace's trash; nothing where there is no such namespace.
  ///
  /// @param limit the most images
  public TrashPage list(String namespace, int limit) throws StoreException {
    var found =
        metadata.read(
            tx ->
                tx.namespaces()
                    .find(namespace)
                    .map(one -> tx.trash().of(one, limit + 1))
                    .orElseGet(List::<TrashedManifest>of));
    return new TrashPage(
        found.stream().limit(limit).map(this::image).toList(), found.size() > limit);
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
  /// @throws RegistryException `MANIFEST_UNKNOWN`; `DENIED` over quota, or for a tag that names
  ///     something else
  public RestoredImage restore(RepositoryName repository, Reference reference)
      throws RegistryException, StoreException {
    var at = clock.instant();
    try {
      return metadata.write(tx -> restore(tx, repository, reference, at));
    } catch (Refused e) {
      throw e.refusal;
    }
  }

  private static RestoredImage restore(
      Transaction tx, RepositoryName name, Reference reference, Instant at) {
    tx.namespaces().lock(name.namespace());
    var repository =
        tx.repositories()
            .find(name.toString())
            .orElseThrow(() -> new Refused(unknown(name, reference)));
    var digest =
        switch (reference) {
          case Reference.ByDigest(var stated) -> stated;
          case Reference.ByTag(var tag) -> {
            taken(tx, repository, tag.toString());
            yield tx.trash()
                .byTag(repository, tag.toString())
                .orElseThrow(() -> new Refused(unknown(name, reference)));
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
      throw new Refused(
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
      case Restored.OverQuota(var used, var quota) ->
          throw new Refused(RegistryException.overQuota(name.namespace(), used, quota));
      case Restored.Unknown none ->
          throw new Refused(unknown(name, new Reference.ByDigest(digest)));
    };
  }

  private static RegistryException unknown(RepositoryName repository, Reference reference) {
    return new RegistryException(
        ErrorCode.MANIFEST_UNKNOWN,
        "not in the trash: " + repository + " " + reference + "; list the trash to see what is",
        new Detail.Name(reference.toString()));
  }

  /// Takes a refusal out of a transaction, which it undoes.
  private static final class Refused extends RuntimeException {
    private final transient RegistryException refusal;

    Refused(RegistryException refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }
}
