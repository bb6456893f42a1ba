package io.breakwater.registry.verdicts;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Manifests.Place;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Packages.Interned;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the tags of the images that hold some packages. A bit is kept for each image, so that a
/// million of them cost little.
public final class AffectedTags {
  private static final int PLACES = 500;
  private static final int INDEXES = 1_000;

  private final Metadata metadata;
  private final Consumer consumer;

  /// Indexes that were passed on, by repository and digest.
  private final Set<String> seen = new HashSet<>();

  AffectedTags(Metadata metadata, Consumer consumer) {
    this.metadata = metadata;
    this.consumer = consumer;
  }

  /// A tag of an image, or of an index of images.
  ///
  /// @param manifest that it names now
  public record AffectedTag(RepositoryName repository, TagName tag, Digest manifest) {}

  /// Takes them, one after the other.
  @FunctionalInterface
  public interface Consumer {
    void take(AffectedTag tag) throws StoreException;
  }

  void of(List<Interned> packages) throws StoreException {
    var manifests = metadata.read(tx -> tx.packages().images(packages));
    for (var at = 0; at < manifests.length; at += PLACES) {
      var end = Math.min(manifests.length, at + PLACES);
      pass(Arrays.stream(manifests, at, end).boxed().toList());
    }
  }

  private void pass(List<Long> manifests) throws StoreException {
    var tags = metadata.read(tx -> tags(tx, tx.manifests().places(manifests)));
    for (var tag : tags) {
      if (tag.first()) {
        consumer.take(tag.tag());
      } else if (seen.add(tag.tag().repository() + ":" + tag.tag().tag())) {
        consumer.take(tag.tag());
      }
    }
  }

  /// @param first of an image, which is come to once, and not of an index
  private record Found(AffectedTag tag, boolean first) {}

  private static List<Found> tags(Transaction tx, List<Place> places) {
    var found = new ArrayList<Found>();
    for (var place : places) {
      add(tx, place.repository(), place.digest(), true, found);
      var waiting = new ArrayDeque<>(List.of(place.digest()));
      var above = new HashSet<Digest>();
      while (!waiting.isEmpty() && above.size() < INDEXES) {
        for (var index : tx.manifests().parents(place.repository(), waiting.poll(), INDEXES)) {
          if (above.add(index.digest())) {
            add(tx, place.repository(), index.digest(), false, found);
            waiting.add(index.digest());
          }
        }
      }
    }
    return found;
  }

  private static void add(
      Transaction tx, Repository repository, Digest digest, boolean first, List<Found> found) {
    var name = RepositoryName.kept(repository.name());
    for (var tag : tx.tags().of(repository, digest)) {
      found.add(new Found(new AffectedTag(name, TagName.kept(tag.name()), digest), first));
    }
  }
}
