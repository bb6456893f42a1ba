package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// An API key, without the key.
///
/// @param hash under which it is looked up
/// @param shown what lists show of it
/// @param owner ID of the identity whose rights it has
/// @param name what its owner calls it
public record StoredApiKey(
    String id,
    String hash,
    String shown,
    String owner,
    String name,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUse) {
  @Override
  public String toString() {
    return "API key " + id + " of " + owner;
  }
}
