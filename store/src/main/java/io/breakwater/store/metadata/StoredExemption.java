package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// An exemption: an issue that somebody decided to accept in a scope.
///
/// @param id a name of its own, which a later change keeps
/// @param scopeType `account`, `namespace`, `repository`, `image` (a tag) or `digest`
/// @param namespace empty for the whole account
/// @param repository its name within the namespace; empty for a wider scope
/// @param tag empty unless the scope is a tag
/// @param digest empty unless the scope is a digest
/// @param author who gave it, last
/// @param created when it was first given
/// @param expires from when on it counts no more; empty for never
public record StoredExemption(
    String id,
    String account,
    String scopeType,
    String namespace,
    String repository,
    String tag,
    String digest,
    String issueType,
    String issueId,
    String author,
    String reason,
    String justification,
    Instant created,
    Optional<Instant> expires) {
  /// What it is found by.
  public ExemptionKey key() {
    return new ExemptionKey(
        account, scopeType, namespace, repository, tag, digest, issueType, issueId);
  }
}
