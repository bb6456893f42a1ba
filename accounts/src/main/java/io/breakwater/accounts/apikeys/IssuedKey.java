package io.breakwater.accounts.apikeys;

import io.breakwater.accounts.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An API key as it is stored and listed.
///
/// @param id of the key, for lists, deletion and audit events
/// @param shown its first characters
/// @param owner whose rights it has
/// @param name what its owner calls it
/// @param expires first instant at which it is good no more; without one it stays good
/// @param lastUse to about a quarter of an hour
public record IssuedKey(
    String id,
    ApiKeyHash hash,
    String shown,
    PrincipalId owner,
    String name,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUse) {
  /// Finer than this nobody needs it, and each is a write.
  private static final Duration USE_STEP = Duration.ofMinutes(10);

  /// Whether it has ended.
  public boolean expired(Instant now) {
    return expires.isPresent() && !now.isBefore(expires.get());
  }

  /// Whether a use now is worth a write.
  public boolean useIsNews(Instant now) {
    return lastUse.isEmpty() || !now.isBefore(lastUse.get().plus(USE_STEP));
  }

  /// Its stored form says who owns it and when it ends, never what it is.
  @Override
  public String toString() {
    return "API key " + id + " (" + shown + "...) of " + owner;
  }
}
