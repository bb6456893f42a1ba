package io.breakwater.store.metadata;

/// What an exemption is found by: there is one for an issue in a scope. See [StoredExemption].
public record ExemptionKey(
    String account,
    String scopeType,
    String namespace,
    String repository,
    String tag,
    String digest,
    String issueType,
    String issueId) {}
