package io.breakwater.registry.garbage;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Garbage;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import io.breakwater.store.metadata.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/// Garbage collection beside pushes: a transaction for each step of some hundred rows, and the
/// contents of a step removed behind it.
///
/// | step | removes | once |
/// |---|---|---|
/// | trash | deleted manifests | their time in the trash is over |
/// | links | blobs from repositories in which no manifest needs them | the grace period is over |
/// | blobs | content that nothing names | at once: nobody can have been told of it |
/// | sweep | contents and staged uploads that the metadata do not know | the grace period is over |
///
/// A push is not disturbed: what it sends counts from then on, what it is told to be there
/// counts from that answer on (`RepositoryBlobs.find`), and a manifest holds what it names in
/// the transaction that makes it known. A process that ends in the middle leaves at most
/// contents that nobody knows of, which the next sweep removes.
///
/// Safe to be run by several servers over the same stores: one collects at a time.
public final class GarbageCollection {
  /// In the registry's settings: when everything was looked through last, milliseconds.
  private static final String SWEPT = "garbage-swept";

  private final Metadata metadata;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final CollectionOptions options;

  public GarbageCollection(
      Metadata metadata, BlobStore blobs, InstantSource clock, CollectionOptions options) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.clock = clock;
    this.options = options;
  }

  /// What one step removes; empty where another server has got the lease.
  private interface Step {
    OptionalInt run(CollectionLease lease) throws StoreException;
  }

  /// Collects until nothing is left.
  ///
  /// @param stop asked between two steps, some milliseconds each
  /// @return empty where another server collects, or a backup needs all content to stay
  /// @throws StoreException nothing is broken by it: the next collection goes on
  public Optional<Collected> run(BooleanSupplier stop) throws StoreException {
    var lease = new CollectionLease();
    if (!lease.take(metadata)) {
      return Optional.empty();
    }
    try {
      return Optional.of(collect(lease, stop));
    } finally {
      lease.release(metadata);
    }
  }

  private Collected collect(CollectionLease lease, BooleanSupplier stop) throws StoreException {
    var removal = new Removal(blobs);
    var manifests = repeat(lease, stop, this::purge);
    var links = manifests.through() ? repeat(lease, stop, this::unlink) : Repeated.NONE;
    var content = new Content(removal);
    var forgotten = links.through() ? repeat(lease, stop, content::forget) : Repeated.NONE;
    var sweep = new Sweep(metadata, blobs, options, removal, () -> take(lease, stop));
    var swept = forgotten.through() && (!due() || sweep.run(clock.instant()));
    return new Collected(
        manifests.removed(),
        links.removed(),
        content.removed,
        sweep.orphans(),
        sweep.uploads(),
        removal.failed(),
        swept);
  }

  private record Repeated(long removed, boolean through) {
    static final Repeated NONE = new Repeated(0, false);
  }

  private static Repeated repeat(CollectionLease lease, BooleanSupplier stop, Step step)
      throws StoreException {
    long removed = 0;
    while (!stop.getAsBoolean()) {
      var more = step.run(lease);
      if (more.isEmpty() || more.getAsInt() == 0) {
        return new Repeated(removed, more.isPresent());
      }
      removed += more.getAsInt();
    }
    return new Repeated(removed, false);
  }

  private OptionalInt purge(CollectionLease lease) throws StoreException {
    var at = clock.instant();
    return metadata.write(
        tx ->
            lease.take(tx)
                ? OptionalInt.of(
                    tx.garbage().purgeTrash(at.minus(options.trash()), options.step(), at))
                : OptionalInt.empty());
  }

  private OptionalInt unlink(CollectionLease lease) throws StoreException {
    var at = clock.instant();
    return metadata.write(
        tx ->
            lease.take(tx)
                ? OptionalInt.of(
                    tx.garbage().sweepLinks(at.minus(options.grace()), options.step(), at))
                : OptionalInt.empty());
  }

  /// The step that removes contents, which are fewer than the rows that it looks at.
  private final class Content {
    private final Removal removal;
    private long removed;

    Content(Removal removal) {
      this.removal = removal;
    }

    OptionalInt forget(CollectionLease lease) throws StoreException {
      // Behind now, so that what this collection has just let go of goes with it.
      var before = clock.instant().plusMillis(1);
      var step =
          metadata.write(
              tx ->
                  lease.take(tx)
                      ? Optional.of(tx.garbage().unreferenced(before, options.step()))
                      : Optional.<Garbage.Step>empty());
      if (step.isEmpty()) {
        return OptionalInt.empty();
      }
      removed += step.get().copies().stream().filter(removal::remove).count();
      return OptionalInt.of(step.get().looked());
    }
  }

  private boolean take(CollectionLease lease, BooleanSupplier stop) throws StoreException {
    return !stop.getAsBoolean() && lease.take(metadata);
  }

  /// Whether it is time to look through everything; notes that it is being done.
  private boolean due() throws StoreException {
    var at = clock.instant();
    return metadata.write(tx -> due(tx, at));
  }

  private boolean due(Transaction tx, Instant at) {
    var last = tx.settings().get(Settings.REGISTRY, SWEPT).map(Long::parseLong);
    if (last.isPresent()
        && at.isBefore(Instant.ofEpochMilli(last.get()).plus(options.sweep()))
        && !at.isBefore(Instant.ofEpochMilli(last.get()))) {
      return false;
    }
    tx.settings().put(Settings.REGISTRY, SWEPT, Long.toString(at.toEpochMilli()));
    return true;
  }
}
