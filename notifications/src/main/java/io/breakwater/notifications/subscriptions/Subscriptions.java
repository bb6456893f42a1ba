package io.breakwater.notifications.subscriptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.notifications.subscriptions.SubscriptionException.Kind;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The subscriptions of accounts.
public final class Subscriptions {
  /// In an account, at most: each event is held against all of them.
  public static final int MOST = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");

  private final Metadata metadata;
  private final InstantSource clock;
  private final SecureRandom random;
  private final boolean mail;

  /// Over metadata.
  ///
  /// @param mail whether there is a server that takes mail
  public Subscriptions(Metadata metadata, InstantSource clock, SecureRandom random, boolean mail) {
    this.metadata = metadata;
    this.clock = clock;
    this.random = random;
    this.mail = mail;
  }

  /// Those of an account, by name.
  public List<Subscription> list(AccountId account) throws StoreException {
    return metadata.read(tx -> tx.subscriptions().of(account.value())).stream()
        .map(Subscription::of)
        .toList();
  }

  /// One of an account.
  ///
  /// @throws SubscriptionException there is none
  public Subscription find(AccountId account, String id)
      throws SubscriptionException, StoreException {
    return metadata
        .read(tx -> tx.subscriptions().find(id))
        .filter(row -> row.account().equals(account.value()))
        .map(Subscription::of)
        .orElseThrow(
            () -> new SubscriptionException(Kind.UNKNOWN, "there is no subscription of that ID"));
  }

  /// Makes one. A webhook gets a secret, which is to be shown this once.
  ///
  /// @param kind `webhook`, `slack` or `email`
  /// @throws SubscriptionException what is given cannot be, or there are too many
  public Subscription create(
      AccountId account,
      String name,
      String kind,
      String target,
      EventFilter filter,
      String createdBy)
      throws SubscriptionException, StoreException {
    if (!NAME.matcher(name).matches()) {
      throw new SubscriptionException(
          Kind.INVALID,
          "name has 1 to 100 letters, digits, blanks, '.', '_' and '-', and begins with one of the"
              + " first two");
    }
    var parsed = target(kind, target);
    var made =
        new Subscription(
            "sub_" + UUID.randomUUID(),
            account,
            name,
            parsed,
            parsed instanceof Target.Webhook
                ? Optional.of(WebhookSecret.generate(random))
                : Optional.empty(),
            filter,
            clock.instant(),
            createdBy,
            false);
    var refused =
        metadata.write(
            tx -> {
              if (tx.subscriptions().of(account.value()).size() >= MOST) {
                return "an account has at most " + MOST + " subscriptions; delete one first";
              }
              return tx.subscriptions().create(made.stored())
                  ? ""
                  : "there is a subscription of that name; change it or take another name";
            });
    if (!refused.isEmpty()) {
      throw new SubscriptionException(Kind.CONFLICT, refused);
    }
    return made;
  }

  private Target target(String kind, String text) throws SubscriptionException {
    Target target;
    try {
      target = Target.parse(kind, text);
    } catch (IllegalArgumentException e) {
      throw new SubscriptionException(Kind.INVALID, String.valueOf(e.getMessage()));
    }
    if (target instanceof Target.Email && !mail) {
      throw new SubscriptionException(
          Kind.CONFLICT, "this server sends no mail: whoever runs it sets smtp.host first");
    }
    return target;
  }

  /// Changes one.
  ///
  /// @return as it is now, with a new secret where that was asked for
  /// @throws SubscriptionException there is none, or what is given cannot be
  public Subscription change(AccountId account, String id, SubscriptionChange change)
      throws SubscriptionException, StoreException {
    var now = find(account, id);
    if (change.newSecret() && now.secret().isEmpty()) {
      throw new SubscriptionException(Kind.INVALID, "only webhooks have a secret");
    }
    var changed =
        new Subscription(
            id,
            account,
            now.name(),
            change.target().isPresent()
                ? target(now.target().kind(), change.target().get())
                : now.target(),
            change.newSecret() ? Optional.of(WebhookSecret.generate(random)) : now.secret(),
            change.filter().orElse(now.filter()),
            now.created(),
            now.createdBy(),
            change.paused().orElse(now.paused()));
    if (!metadata.write(tx -> tx.subscriptions().change(changed.stored()))) {
      throw new SubscriptionException(Kind.UNKNOWN, "the subscription was deleted meanwhile");
    }
    return changed;
  }

  /// Removes one with all that it was to be told.
  ///
  /// @throws SubscriptionException there is none
  public void delete(AccountId account, String id) throws SubscriptionException, StoreException {
    var found = find(account, id);
    metadata.write(tx -> tx.subscriptions().delete(found.id()));
  }
}
