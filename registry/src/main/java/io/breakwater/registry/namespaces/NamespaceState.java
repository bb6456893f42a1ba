package io.breakwater.registry.namespaces;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Resource;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// A namespace, as it was a moment ago.
///
/// @param account whose it is
/// @param anonymousPull everybody may pull from it, logged in or not
/// @param quotaBytes the most that it may use; empty without a limit
/// @param usedBytes its distinct blobs, once each, and its manifests; the trash is not counted
/// @param immutableTags tags that, once set, name the same manifest for ever
/// @param pullPolicy which of its images may be pulled
/// @param updated when a setting of it was changed, last
public record NamespaceState(
    String name,
    AccountId account,
    boolean anonymousPull,
    OptionalLong quotaBytes,
    long usedBytes,
    List<TagPattern> immutableTags,
    PullPolicy pullPolicy,
    Instant created,
    Instant updated) {
  public NamespaceState {
    immutableTags = List.copyOf(immutableTags);
  }

  /// What rights are asked about.
  public Resource.Namespace resource() {
    return new Resource.Namespace(account, name, anonymousPull);
  }

  /// Whether a tag, once set, stays.
  ///
  /// @param repository its name in full
  public boolean immutable(String repository, String tag) {
    return TagPattern.anyMatches(immutableTags, repository, tag);
  }
}
