package io.breakwater.accounts.directory;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grants;
import java.util.Optional;

/// A user or service ID with what they may do, all read at the same moment.
///
/// @param account their home: the one they work in unless they choose another
/// @param generation how often their password, keys or roles changed; what was found out under
///     an older one holds no more
public record Identity(
    PrincipalId id, AccountId account, IdentityName name, Grants grants, long generation) {
  /// As who asks.
  ///
  /// @param apiKey ID of the key that was used, where one was
  public Principal.Known principal(Optional<String> apiKey) {
    return new Principal.Known(id, account, name.text(), apiKey);
  }
}
