package io.breakwater.registry.catalog;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import java.util.List;
import java.util.function.Predicate;

/// The repositories that somebody may see (the distribution project's `GET /v2/_catalog`).
public final class Catalog {
  private final Metadata metadata;

  public Catalog(Metadata metadata) {
    this.metadata = metadata;
  }

  /// A page of the repositories that have a manifest, in the order of their names' bytes.
  ///
  /// @param namespace whether the caller may see a namespace, by its name
  /// @param after names behind this, which need not be one; empty for the first page
  /// @param limit the most names; without any for 0
  public CatalogPage page(Predicate<String> namespace, String after, int limit)
      throws StoreException {
    if (limit <= 0) {
      return new CatalogPage(List.of(), false);
    }
    var all = metadata.read(tx -> tx.namespaces().all());
    // Between two reads, not in one: the decision may ask the metadata itself.
    var visible = all.stream().filter(one -> namespace.test(one.name())).toList();
    if (visible.isEmpty()) {
      return new CatalogPage(List.of(), false);
    }
    var found =
        metadata.read(
            tx ->
                visible.size() == all.size()
                    ? tx.repositories().page(after, limit + 1)
                    : tx.repositories().page(visible, after, limit + 1));
    return new CatalogPage(
        found.stream().limit(limit).map(Repository::name).toList(), found.size() > limit);
  }
}
