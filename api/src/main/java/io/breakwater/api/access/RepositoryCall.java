package io.breakwater.api.access;

import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;

/// A request that may do what its route declares, in a repository that need not exist.
public record RepositoryCall(Caller caller, RepositoryName repository, NamespaceState namespace) {}
