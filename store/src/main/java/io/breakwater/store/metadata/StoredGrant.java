package io.breakwater.store.metadata;

import java.util.Optional;

/// A role that somebody has.
///
/// @param role as its reader names it
/// @param namespace where it is for one only; otherwise for the whole account
public record StoredGrant(String role, String account, Optional<String> namespace) {}
