package io.breakwater.registry.verdicts;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Manifests.Place;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Packages.Interned;
import io.breakwater.store.metadata.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds the images that hold one of some packages: those that an advisory may concern. Whether
/// it does is the verdict's matter.
public final class ImagesByPackage {
  private static final int PAGE = 5_000;

  private final Metadata metadata;

  public ImagesByPackage(Metadata metadata) {
    this.metadata = metadata;
  }

  /// Where such images are, in the order in which their manifests first came.
  ///
  /// @param last to go on behind; 0 behind the last page
  public record Page(List<Place> places, long last) {
    public Page {
      places = List.copyOf(places);
    }
  }

  /// The images that hold a package of one of the names.
  ///
  /// @param names of packages, or of the sources that they are built from
  /// @param after 0 for the first page
  /// @param limit images, each of which may be in several repositories
  public Page images(Set<String> names, long after, int limit) throws StoreException {
    var packages = packages(names);
    return packages.isEmpty()
        ? new Page(List.of(), 0)
        : metadata.read(tx -> images(tx, packages, after, limit));
  }

  private List<Interned> packages(Set<String> names) throws StoreException {
    var found = new ArrayList<Interned>();
    var after = 0L;
    while (true) {
      var from = after;
      var page = metadata.read(tx -> tx.packages().page(from, PAGE));
      if (page.isEmpty()) {
        return found;
      }
      for (var one : page) {
        var coordinates = PackageCoordinates.parse(one.coordinates());
        if (names.contains(coordinates.name()) || names.contains(coordinates.source())) {
          found.add(one);
        }
      }
      after = page.getLast().id();
    }
  }

  private static Page images(Transaction tx, List<Interned> packages, long after, int limit) {
    // Each package's first images are enough for the first ones of all.
    var manifests = new TreeSet<Long>();
    for (var one : packages) {
      manifests.addAll(tx.packages().images(one, after, limit));
    }
    var some = manifests.stream().limit(limit).toList();
    return new Page(tx.manifests().places(some), some.size() < limit ? 0 : some.getLast());
  }
}
