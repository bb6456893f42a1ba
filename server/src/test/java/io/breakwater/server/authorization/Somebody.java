package io.breakwater.server.authorization;

import java.util.Optional;

/// Somebody who asks.
///
/// @param role as documented; empty for none
/// @param namespace where they have it; empty for all of the account
/// @param authorization the header of that name, or the cookie of a session; empty for none
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

  private static final String COOKIE = "breakwater-session=";

  /// Whether they have a role that reaches a namespace; for all of the account, an empty one.
  boolean reaches(String wanted) {
    return !role.isEmpty() && (namespace.isEmpty() || namespace.equals(wanted));
  }

  /// Whether they come with the cookie of a session.
  boolean inSession() {
    return authorization.startsWith(COOKIE);
  }

  /// The same, come without credentials.
  Somebody unknown() {
    return new Somebody(name, role, namespace, "", Kind.NONE);
  }

  Optional<String> header() {
    return authorization.isEmpty() || inSession() ? Optional.empty() : Optional.of(authorization);
  }

  @Override
  public String toString() {
    return name;
  }
}
