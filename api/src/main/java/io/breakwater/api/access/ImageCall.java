package io.breakwater.api.access;

import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.Optional;

/// A request that may do what its route declares, to an image that need not exist, in a namespace
/// that does.
///
/// @param reference the tag or digest; empty where the name has none
public record ImageCall(
    Caller caller,
    RepositoryName repository,
    Optional<Reference> reference,
    NamespaceState namespace) {}
