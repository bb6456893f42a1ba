package io.breakwater.registry.referrers;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredManifest;
import java.util.List;
import java.util.Optional;

/// What refers to manifests (OCI distribution specification 1.1, "Listing Referrers").
public final class Referrers {
  private final Metadata metadata;

  public Referrers(Metadata metadata) {
    this.metadata = metadata;
  }

  /// A page of the manifests of a repository whose subject is a manifest. That need not be
  /// there, and neither need the repository: both have no referrers then, and it is no error.
  ///
  /// @param artifactType only of this type
  /// @param after [ReferrerPage#last] of the page before; 0 for the first
  /// @param limit the most manifests; without any for 0
  public ReferrerPage page(
      RepositoryName repository,
      Digest subject,
      Optional<String> artifactType,
      long after,
      int limit)
      throws StoreException {
    var asked = Math.max(limit, 0);
    var found =
        metadata.read(
            tx ->
                tx.repositories()
                    .find(repository.toString())
                    .map(
                        there ->
                            tx.manifests()
                                .referrers(there, subject, artifactType, after, asked + 1))
                    .orElseGet(List::<StoredManifest>of));
    var manifests = found.stream().limit(asked).toList();
    return new ReferrerPage(
        manifests,
        asked > 0 && found.size() > asked,
        manifests.isEmpty() ? after : manifests.getLast().id());
  }
}
