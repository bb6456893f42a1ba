package io.breakwater.testkit.registry;

/// Who is let in.
public sealed interface Auth {
  /// Everybody.
  record None() implements Auth {}

  /// RFC 7617.
  record Basic(String user, String password) implements Auth {}

  /// The token flow of Docker's registry ("Token Authentication Specification"): 401 names realm,
  /// service and scope, the realm gives a token to this user for this scope.
  record Bearer(String user, String password) implements Auth {}

  /// The same flow, but the realm gives tokens without a password.
  record AnonymousBearer() implements Auth {}
}
