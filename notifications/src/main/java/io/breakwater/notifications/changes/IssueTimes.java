package io.breakwater.notifications.changes;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredIssues;
import java.time.Instant;
import java.util.Optional;

/// Since when issues are known in images.
@FunctionalInterface
public interface IssueTimes {
  /// When this registry first knew that an image has an issue, to the second.
  ///
  /// @param issue as findings have it: a CVE, or a configuration issue
  /// @return empty where that is not known: no tag names the image, nobody has looked at it yet,
  ///     or it was known before times were kept
  Optional<Instant> since(RepositoryName repository, Digest digest, String issue)
      throws StoreException;

  /// Those that the watch over tags has noted.
  static IssueTimes of(Metadata metadata) {
    return (repository, digest, issue) ->
        metadata
            .read(
                tx ->
                    tx.repositories()
                        .find(repository.toString())
                        .flatMap(
                            found ->
                                tx.tags().of(found, digest).stream()
                                    .flatMap(
                                        tag -> tx.knownIssues().find(found, tag.name()).stream())
                                    .filter(one -> one.manifest().equals(digest))
                                    .filter(one -> one.issues().length > 0)
                                    // Tags of one image know the same of it.
                                    .findFirst()
                                    .map(StoredIssues::issues)))
            .map(IssueMemory::parse)
            .flatMap(memory -> memory.since(issue));
  }
}
