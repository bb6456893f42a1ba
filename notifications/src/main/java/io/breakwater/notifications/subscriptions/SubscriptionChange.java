package io.breakwater.notifications.subscriptions;

import java.util.Optional;

/// What is to be another about a subscription; what is empty stays.
///
/// @param target of the same kind
/// @param newSecret whether a webhook gets another secret
public record SubscriptionChange(
    Optional<String> target,
    Optional<EventFilter> filter,
    Optional<Boolean> paused,
    boolean newSecret) {}
