package io.breakwater.accounts.tokens;

import io.breakwater.accounts.Principal;
import java.time.Instant;
import java.util.Optional;

/// Whom a token is for.
///
/// @param generation of the identity's rights: a token of an older one is good no more
/// @param until no token for them outlives this, for example the end of the API key they used
public record TokenSubject(Principal principal, long generation, Optional<Instant> until) {
  /// Somebody who has not logged in, for namespaces that everybody may pull from.
  public static TokenSubject anonymous() {
    return new TokenSubject(new Principal.Anonymous(), 0, Optional.empty());
  }
}
