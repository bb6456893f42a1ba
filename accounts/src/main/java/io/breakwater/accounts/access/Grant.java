package io.breakwater.accounts.access;

import io.breakwater.accounts.AccountId;
import java.util.Optional;

/// A role somebody has.
///
/// @param namespace where the role is for one only; otherwise for the whole account
public record Grant(Role role, AccountId account, Optional<String> namespace) {
  /// For all of an account.
  public static Grant of(Role role, AccountId account) {
    return new Grant(role, account, Optional.empty());
  }

  /// For one namespace of an account.
  public static Grant of(Role role, AccountId account, String namespace) {
    return new Grant(role, account, Optional.of(namespace));
  }

  boolean reaches(Resource resource) {
    if (!account.equals(resource.account())) {
      return false;
    }
    if (namespace.isEmpty()) {
      return true;
    }
    return switch (resource) {
      case Resource.Account whole -> false;
      case Resource.Namespace one -> one.name().equals(namespace.get());
      case Resource.Repository one -> one.namespace().name().equals(namespace.get());
    };
  }
}
