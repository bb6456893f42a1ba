package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// What somebody did, or was refused.
///
/// @param id the store's own; 0 for one that is to be added
/// @param account whose trail it belongs to
/// @param principal ID of who it was, empty for nobody known
/// @param display what they are called, or were then
/// @param request ID of the request
public record StoredAuditEvent(
    long id,
    Instant time,
    String account,
    String action,
    String outcome,
    String principal,
    String display,
    Optional<String> apiKey,
    String resource,
    String reason,
    String address,
    String request) {}
