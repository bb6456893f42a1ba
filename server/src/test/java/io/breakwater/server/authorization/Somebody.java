package io.breakwater.server.authorization;

import java.util.Optional;

/// Somebody who asks.
///
/// @param role as documented; empty for none
/// @param namespace where they have it; empty for all of the account
/// @param authorization the header; empty for none
/// @param kind what their credentials are
record Somebody(String name, String role, String namespace, String authorization, Kind kind) {
  /// What credentials are good for.
  enum Kind {
    /// All rights of who has them.
    GOOD,
    /// None are sent.
    NONE,
    /// They were good once: a token that ended, a key that was revoked.
    OVER,
    /// A token to pull from one repository, [#PULLED].
    PULL_ONLY,
    /// Good, but the header `Account` names an account in which they have no role.
    ELSEWHERE
  }

  static final String PULLED = "birds/robin";

  /// Whether they have a role that reaches a namespace; for all of the account, an empty one.
  boolean reaches(String wanted) {
    return !role.isEmpty() && (namespace.isEmpty() || namespace.equals(wanted));
  }

  Optional<String> header() {
    return authorization.isEmpty() ? Optional.empty() : Optional.of(authorization);
  }

  @Override
  public String toString() {
    return name;
  }
}
