package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Events, who is told of them, and what was told before.
abstract class NotificationsContract extends OpenMetadata {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private long event(String uid, String account, Instant at) throws StoreException {
    return write(
        tx ->
            tx.events()
                .append(new StoredEvent(0, uid, at, account, "type", "subject", "birds", "{}")));
  }

  private static StoredSubscription subscription(String id, String account, String name) {
    return new StoredSubscription(
        id,
        account,
        name,
        "webhook",
        "https://example.com/hook",
        Optional.of("secret"),
        "{}",
        NOW,
        "ann",
        false);
  }

  private static StoredSubscription paused(StoredSubscription one, boolean paused) {
    return new StoredSubscription(
        one.id(),
        one.account(),
        one.name(),
        one.kind(),
        one.target(),
        Optional.empty(),
        one.filter(),
        one.created(),
        one.createdBy(),
        paused);
  }

  @Test
  void eventsAreReadInTheirOrderAndAddedOnce() throws StoreException {
    assertThat(read((Transaction tx) -> tx.events().last())).isZero();
    var first = event("u1", "acme", NOW);
    var foreign = event("u2", "other", NOW);
    var second = event("u3", "acme", NOW.minusSeconds(9));
    assertThat(event("u1", "acme", NOW)).isEqualTo(first);
    assertThat(read((Transaction tx) -> tx.events().after(0, "acme", 9)))
        .extracting(StoredEvent::id)
        .containsExactly(first, second);
    assertThat(read((Transaction tx) -> tx.events().after(0, "acme", 1)))
        .containsExactly(
            new StoredEvent(first, "u1", NOW, "acme", "type", "subject", "birds", "{}"));
    assertThat(read((Transaction tx) -> tx.events().after(first, "acme", 9)))
        .extracting(StoredEvent::uid)
        .containsExactly("u3");
    assertThat(read((Transaction tx) -> tx.events().last())).isEqualTo(second);
    assertThat(read((Transaction tx) -> tx.events().find(foreign)))
        .map(StoredEvent::uid)
        .contains("u2");
    assertThat(write((Transaction tx) -> tx.events().prune(NOW, 9))).isEqualTo(1);
    assertThat(read((Transaction tx) -> tx.events().find(second))).isEmpty();
    assertThat(write((Transaction tx) -> tx.events().prune(NOW.plusSeconds(1), 1))).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.events().prune(NOW.plusSeconds(1), 9))).isEqualTo(1);
    // What was pruned is not counted anew: a reader's place stays behind.
    assertThat(event("u4", "acme", NOW)).isGreaterThan(second);
  }

  @Test
  void aSubscriptionsNameIsItsAccounts() throws StoreException {
    var one = subscription("s1", "acme", "ops");
    assertThat(write((Transaction tx) -> tx.subscriptions().create(one))).isTrue();
    assertThat(
            write((Transaction tx) -> tx.subscriptions().create(subscription("s2", "acme", "ops"))))
        .isFalse();
    assertThat(
            write(
                (Transaction tx) -> tx.subscriptions().create(subscription("s3", "other", "ops"))))
        .isTrue();
    assertThat(
            write((Transaction tx) -> tx.subscriptions().create(subscription("s4", "acme", "dev"))))
        .isTrue();
    assertThat(read((Transaction tx) -> tx.subscriptions().of("acme")))
        .extracting(StoredSubscription::id)
        .containsExactly("s4", "s1");
    assertThat(read((Transaction tx) -> tx.subscriptions().find("acme", "ops"))).contains(one);
    assertThat(one.toString()).doesNotContain("secret");
    assertThat(write((Transaction tx) -> tx.subscriptions().change(paused(one, true)))).isTrue();
    assertThat(read((Transaction tx) -> tx.subscriptions().find("s1"))).contains(paused(one, true));
    var foreign = subscription("s1", "other", "ops");
    assertThat(write((Transaction tx) -> tx.subscriptions().change(foreign))).isFalse();
    assertThat(write((Transaction tx) -> tx.subscriptions().delete("s1"))).isTrue();
    assertThat(write((Transaction tx) -> tx.subscriptions().delete("s1"))).isFalse();
  }

  private List<Long> claim(Instant now, Duration time, int limit) throws StoreException {
    return write((Transaction tx) -> tx.deliveries().claim(now, time, limit)).stream()
        .map(StoredDelivery::event)
        .toList();
  }

  private void subscribed(String id, long... events) throws StoreException {
    write((Transaction tx) -> tx.subscriptions().create(subscription(id, "acme", id)));
    for (var i = 0; i < events.length; i++) {
      var event = events[i];
      var due = NOW.plusSeconds(i);
      change(tx -> tx.deliveries().add(id, event, due));
    }
  }

  @Test
  void aDeliveryIsOneServersUntilItEndsOrItsTimeIsOver() throws StoreException {
    var first = event("u1", "acme", NOW);
    var second = event("u2", "acme", NOW);
    subscribed("s1", first, second);
    change(tx -> tx.deliveries().add("s1", first, NOW));
    change(tx -> tx.deliveries().add("gone", first, NOW));
    change(tx -> tx.deliveries().add("s1", 999_999, NOW));
    assertThat(read((Transaction tx) -> tx.deliveries().waiting())).isEqualTo(2);

    assertThat(claim(NOW.minusSeconds(1), MINUTE, 9)).isEmpty();
    assertThat(claim(NOW.plusSeconds(9), MINUTE, 1)).containsExactly(first);
    assertThat(claim(NOW.plusSeconds(9), Duration.ZERO, 9)).containsExactly(second);
    assertThat(claim(NOW.plusSeconds(9), MINUTE, 9)).as("its server died").containsExactly(second);
    assertThat(claim(NOW.plusSeconds(9), MINUTE, 9)).isEmpty();
    change(tx -> tx.deliveries().done("s1", first));
    assertThat(read((Transaction tx) -> tx.deliveries().of("s1", 0, 9)))
        .extracting(StoredDelivery::event)
        .containsExactly(second);
  }

  @Test
  void whatFailsIsTriedAgainAndGivenUpAndRevived() throws StoreException {
    var event = event("u1", "acme", NOW);
    subscribed("s1", event);
    claim(NOW, MINUTE, 9);
    change(tx -> tx.deliveries().failed("s1", event, NOW.plusSeconds(5), "503"));
    assertThat(claim(NOW.plusSeconds(4), MINUTE, 9)).isEmpty();
    assertThat(claim(NOW.plusSeconds(5), MINUTE, 9)).containsExactly(event);
    change(tx -> tx.deliveries().dead("s1", event, NOW.plusSeconds(6), "404"));
    assertThat(claim(NOW.plusSeconds(99), MINUTE, 9)).isEmpty();
    assertThat(read((Transaction tx) -> tx.deliveries().dead("s1", 0, 9)))
        .containsExactly(
            new StoredDelivery("s1", event, true, 2, NOW.plusSeconds(6), Optional.of("404")));
    assertThat(read((Transaction tx) -> tx.deliveries().dead("s1", event, 9))).isEmpty();
    assertThat(read((Transaction tx) -> tx.deliveries().waiting())).isZero();
    assertThat(write((Transaction tx) -> tx.deliveries().revive("s1", event, NOW))).isTrue();
    assertThat(write((Transaction tx) -> tx.deliveries().revive("s1", event, NOW))).isFalse();
    assertThat(claim(NOW, MINUTE, 9)).containsExactly(event);
  }

  @Test
  void aPausedSubscriptionIsToldNothingAndADeletedOneForgotten() throws StoreException {
    var event = event("u1", "acme", NOW);
    subscribed("s1", event);
    subscribed("s2", event);
    write(
        (Transaction tx) ->
            tx.subscriptions().change(paused(subscription("s1", "acme", "s1"), true)));
    assertThat(write((Transaction tx) -> tx.deliveries().claim(NOW, Duration.ZERO, 9)))
        .extracting(StoredDelivery::subscription)
        .containsExactly("s2");
    write(
        (Transaction tx) ->
            tx.subscriptions().change(paused(subscription("s1", "acme", "s1"), false)));
    assertThat(claim(NOW, Duration.ZERO, 9)).hasSize(2);
    write((Transaction tx) -> tx.subscriptions().delete("s1"));
    assertThat(read((Transaction tx) -> tx.deliveries().waiting())).isEqualTo(1);
    write((Transaction tx) -> tx.events().prune(NOW.plusSeconds(1), 9));
    assertThat(read((Transaction tx) -> tx.deliveries().waiting())).isZero();
  }

  @Test
  void whatIsKnownOfATagsIssuesGoesWithTheTag() throws StoreException {
    push(metadata(), "birds/robin", "1", "m", "layer");
    push(metadata(), "birds/robin", "2", "m", "layer");
    var robin = repository(metadata(), "birds/robin");
    assertThat(known(robin, "none", "FAIL")).isFalse();
    assertThat(known(robin, "1", "FAIL")).isTrue();
    assertThat(known(robin, "1", "OK")).isTrue();
    assertThat(known(robin, "2", "WARN")).isTrue();
    assertThat(read((Transaction tx) -> tx.knownIssues().find(robin, "1")))
        .hasValueSatisfying(
            found -> {
              assertThat(found.status()).isEqualTo("OK");
              assertThat(found.manifest()).isEqualTo(digest("m"));
              assertThat(found.issues()).containsExactly(1, 2);
              assertThat(found.updated()).isEqualTo(NOW);
            });
    assertThat(read((Transaction tx) -> tx.knownIssues().page(robin, "", 1)))
        .extracting(StoredIssues::tag)
        .containsExactly("1");
    assertThat(read((Transaction tx) -> tx.knownIssues().page(robin, "1", 9)))
        .extracting(StoredIssues::tag)
        .containsExactly("2");
    push(metadata(), "birds/robin", "1", "n", "layer");
    assertThat(read((Transaction tx) -> tx.knownIssues().find(robin, "1")))
        .as("a tag that moved")
        .isPresent();
    write((Transaction tx) -> tx.tags().delete(robin, "1"));
    assertThat(read((Transaction tx) -> tx.knownIssues().find(robin, "1"))).isEmpty();
    assertThat(write((Transaction tx) -> tx.knownIssues().delete(robin, "2"))).isTrue();
    assertThat(write((Transaction tx) -> tx.knownIssues().delete(robin, "2"))).isFalse();
    known(robin, "2", "FAIL");
    write((Transaction tx) -> tx.garbage().discard(robin, 9, NOW));
    assertThat(write((Transaction tx) -> tx.repositories().delete(robin, NOW))).isTrue();
  }

  private boolean known(Repository repository, String tag, String status) throws StoreException {
    byte[] issues = {1, 2};
    return write(
        tx ->
            tx.knownIssues()
                .put(new StoredIssues(repository.id(), tag, digest("m"), status, issues, NOW)));
  }
}
