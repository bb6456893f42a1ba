package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// Who is to be told of which events.
///
/// @param kind of the target, such as `webhook`
/// @param target an address, of a form that its kind gives
/// @param secret that signs what is told, as it is: a copy of the metadata holds it
/// @param filter which events, in a form that is its reader's matter
/// @param paused nothing is told now, and what waits stays
public record StoredSubscription(
    String id,
    String account,
    String name,
    String kind,
    String target,
    Optional<String> secret,
    String filter,
    Instant created,
    String createdBy,
    boolean paused) {
  /// Without the secret.
  @Override
  public String toString() {
    return kind + " subscription " + name + " of " + account;
  }
}
