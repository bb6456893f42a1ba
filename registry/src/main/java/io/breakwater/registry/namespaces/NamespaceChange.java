package io.breakwater.registry.namespaces;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is to become of a namespace's settings, all at once; what is empty stays as it is.
///
/// @param anonymousPull whether everybody may pull, logged in or not
/// @param quotaBytes what it may use from now on, 0 or more; the inner one empty for no limit.
///     What is there stays
/// @param immutableTags tags that, once set, name the same manifest for ever: none of them is
///     moved or removed, and no manifest with one of them is deleted; at most 100
/// @param pullPolicy which images may be pulled
public record NamespaceChange(
    Optional<Boolean> anonymousPull,
    Optional<OptionalLong> quotaBytes,
    Optional<List<TagPattern>> immutableTags,
    Optional<PullPolicy> pullPolicy) {
  /// Changes nothing.
  public static final NamespaceChange NONE =
      new NamespaceChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public NamespaceChange {
    immutableTags = immutableTags.map(List::copyOf);
  }

  public NamespaceChange withAnonymousPull(boolean value) {
    return new NamespaceChange(Optional.of(value), quotaBytes, immutableTags, pullPolicy);
  }

  public NamespaceChange withQuotaBytes(OptionalLong value) {
    return new NamespaceChange(anonymousPull, Optional.of(value), immutableTags, pullPolicy);
  }

  public NamespaceChange withImmutableTags(List<TagPattern> value) {
    return new NamespaceChange(anonymousPull, quotaBytes, Optional.of(value), pullPolicy);
  }

  public NamespaceChange withPullPolicy(PullPolicy value) {
    return new NamespaceChange(anonymousPull, quotaBytes, immutableTags, Optional.of(value));
  }
}
