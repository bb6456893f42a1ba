package io.breakwater.api.access;

import io.breakwater.registry.namespaces.NamespaceState;

/// A request that may do what its route declares, to a namespace that exists.
public record NamespaceCall(Caller caller, NamespaceState namespace) {}
