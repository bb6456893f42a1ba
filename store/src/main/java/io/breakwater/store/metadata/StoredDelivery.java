package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// An event that a subscription is still to be told of.
///
/// @param dead it was given up, and waits for somebody to look
/// @param attempts that failed
/// @param due when to try, or when it was given up
/// @param error what the last attempt failed with
public record StoredDelivery(
    String subscription,
    long event,
    boolean dead,
    int attempts,
    Instant due,
    Optional<String> error) {}
