package io.breakwater.accounts;

import java.util.Optional;

/// Who asks.
public sealed interface Principal {
  /// How it is called in lists, logs and audit events.
  String display();

  /// Somebody who has not logged in.
  record Anonymous() implements Principal {
    @Override
    public String display() {
      return "anonymous";
    }
  }

  /// Somebody who has.
  ///
  /// @param id who; for an API key its owner
  /// @param account the one worked in: the home account unless another was chosen
  /// @param display name of the user or service ID
  /// @param apiKey ID of the key that was used, where one was
  record Known(PrincipalId id, AccountId account, String display, Optional<String> apiKey)
      implements Principal {
    /// The same one at work in another account; what they may do there the grants say.
    public Known in(AccountId chosen) {
      return new Known(id, chosen, display, apiKey);
    }
  }
}
