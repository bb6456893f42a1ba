package io.breakwater.store.metadata;

import java.time.Instant;

/// A session of a browser.
///
/// @param hash of the secret that the browser has
/// @param owner the ID of an identity
/// @param created when they logged in
/// @param used when the browser last asked for something, as far as it was noted
/// @param address where it was at the login
/// @param agent what it called itself then
public record StoredSession(
    String hash, String owner, Instant created, Instant used, String address, String agent) {}
