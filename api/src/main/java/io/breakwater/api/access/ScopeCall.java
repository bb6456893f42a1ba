package io.breakwater.api.access;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.Optional;

/// A request that may do what its route declares, to a part of an account.
///
/// @param account the one worked in: that of the header `Account`, otherwise the caller's own
public record ScopeCall(Caller caller, AccountId account, Scope scope) {
  /// The namespace; empty for all of the account.
  public Optional<NamespaceState> namespace() {
    return switch (scope) {
      case Account _ -> Optional.empty();
      case Namespace(var namespace) -> Optional.of(namespace);
      case Repository(var namespace, var _) -> Optional.of(namespace);
      case Image(var namespace, var _, var _) -> Optional.of(namespace);
    };
  }

  /// The repository; empty for what is wider.
  public Optional<RepositoryName> repository() {
    return switch (scope) {
      case Account _, Namespace _ -> Optional.empty();
      case Repository(var _, var repository) -> Optional.of(repository);
      case Image(var _, var repository, var _) -> Optional.of(repository);
    };
  }

  /// The tag or digest; empty for what is wider.
  public Optional<Reference> reference() {
    return scope instanceof Image(var _, var _, var reference)
        ? Optional.of(reference)
        : Optional.empty();
  }

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
