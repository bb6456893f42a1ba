package io.breakwater.registry.tags;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.util.List;
import java.util.Optional;

/// The tags of repositories (OCI distribution specification 1.1, "Listing Tags").
public final class RepositoryTags {
  private final Metadata metadata;

  public RepositoryTags(Metadata metadata) {
    this.metadata = metadata;
  }

  /// A page of a repository's tags, in the order of their bytes. A page costs what it holds,
  /// however many there are.
  ///
  /// @param after names behind this, which need not be a tag; empty for the first page
  /// @param limit the most names; without any for 0
  /// @throws RegistryException `NAME_UNKNOWN` where the repository has no manifest
  public TagPage page(RepositoryName repository, String after, int limit)
      throws RegistryException, StoreException {
    return metadata
        .read(tx -> page(tx, repository, after, limit))
        .orElseThrow(
            () ->
                new RegistryException(
                    ErrorCode.NAME_UNKNOWN,
                    "there is no repository " + repository + "; check its name, or push to it",
                    new Detail.Name(repository.toString())));
  }

  private static Optional<TagPage> page(
      Transaction tx, RepositoryName name, String after, int limit) {
    var repository = tx.repositories().find(name.toString());
    if (repository.isEmpty()) {
      return Optional.empty();
    }
    var tags = limit > 0 ? tx.tags().page(repository.get(), after, limit + 1) : List.<Tag>of();
    // Without a tag: it may have manifests that have none, and may be on its last page.
    if (tags.isEmpty() && !tx.repositories().hasManifests(repository.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new TagPage(
            tags.stream().limit(Math.max(limit, 0)).map(Tag::name).toList(),
            limit > 0 && tags.size() > limit));
  }
}
