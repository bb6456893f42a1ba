package io.breakwater.accounts.access;

import io.breakwater.accounts.AccountId;

/// What something is done to. Roles are given for accounts and namespaces; a repository is
/// named for the words only.
public sealed interface Resource {
  /// Whose it is.
  AccountId account();

  /// How it is called in messages.
  String display();

  /// All that an account has: quotas, settings, lists over all namespaces.
  record Account(AccountId account) implements Resource {
    @Override
    public String display() {
      return "account " + account;
    }
  }

  /// A namespace, existing or to be created.
  ///
  /// @param anonymousPull everybody may pull from it, logged in or not
  record Namespace(AccountId account, String name, boolean anonymousPull) implements Resource {
    @Override
    public String display() {
      return "namespace " + name;
    }
  }

  /// A repository.
  ///
  /// @param name with the namespace: `birds/robin`
  record Repository(Namespace namespace, String name) implements Resource {
    public Repository {
      if (!name.startsWith(namespace.name() + "/")) {
        throw new IllegalArgumentException("a repository of another namespace");
      }
    }

    @Override
    public AccountId account() {
      return namespace.account();
    }

    @Override
    public String display() {
      return "repository " + name;
    }
  }
}
