package io.breakwater.notifications.subscriptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.store.metadata.StoredSubscription;
import java.time.Instant;
import java.util.Optional;

/// Who is told of which events.
///
/// @param name for people, unique in the account
/// @param secret of a webhook
/// @param paused nothing is told now; what waits stays
public record Subscription(
    String id,
    AccountId account,
    String name,
    Target target,
    Optional<WebhookSecret> secret,
    EventFilter filter,
    Instant created,
    String createdBy,
    boolean paused) {
  /// Reads what is kept.
  public static Subscription of(StoredSubscription row) {
    return new Subscription(
        row.id(),
        AccountId.parse(row.account()),
        row.name(),
        Target.parse(row.kind(), row.target()),
        row.secret().map(WebhookSecret::parse),
        EventFilter.parse(row.filter()),
        row.created(),
        row.createdBy(),
        row.paused());
  }

  StoredSubscription stored() {
    return new StoredSubscription(
        id,
        account.value(),
        name,
        target.kind(),
        target.text(),
        secret.map(WebhookSecret::reveal),
        filter.text(),
        created,
        createdBy,
        paused);
  }
}
