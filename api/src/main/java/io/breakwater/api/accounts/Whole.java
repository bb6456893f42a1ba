package io.breakwater.api.accounts;

import io.breakwater.api.access.Caller;
import io.breakwater.api.errors.Refusal;

/// Whether credentials stand for all of somebody's rights: a token for repositories, which
/// clients hand around, neither makes keys nor changes passwords.
final class Whole {
  private Whole() {}

  /// @throws Refusal 401 for a token that allows less
  static void require(Caller caller) throws Refusal {
    if (caller.limit().isPresent()) {
      throw Refusal.of(
          401,
          "UNAUTHORIZED",
          "a token for repositories does not do this; use your name and password, an API key or"
              + " a token of /identity/token");
    }
  }
}
