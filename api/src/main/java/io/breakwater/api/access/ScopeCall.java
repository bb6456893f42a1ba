package io.breakwater.api.access;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;

/// A request that may do what its route declares, to a part of an account.
///
/// @param account the one worked in: that of the header `Account`, otherwise the caller's own
public record ScopeCall(Caller caller, AccountId account, Scope scope) {
  /// How much of it.
  public sealed interface Scope {}

  /// All.
  public record Account() implements Scope {}

  /// A namespace that exists.
  public record Namespace(NamespaceState namespace) implements Scope {}

  /// A repository that need not exist, in a namespace that does.
  public record Repository(NamespaceState namespace, RepositoryName repository) implements Scope {}

  /// An image that need not exist, in a namespace that does.
  ///
  /// @param reference the tag or digest
  public record Image(NamespaceState namespace, RepositoryName repository, Reference reference)
      implements Scope {}
}
