package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

  private long event(String uid, String subject, String cause, Instant at, String... tags)
      throws StoreException {
    var namespace = subject.contains("/") ? subject.substring(0, subject.indexOf('/')) : "";
    var event = new StoredEvent(0, uid, at, "acme", "appeared", subject, namespace, "{}");
    return write(tx -> tx.events().append(event, new EventKeys(cause, 2, List.of(tags))));
  }

  private List<String> about(List<String> subjects, List<String> tags, long before, int limit)
      throws StoreException {
    return read(
            (Transaction tx) -> tx.eventSearch().about("acme", subjects, tags, NOW, before, limit))
        .stream()
        .map(StoredEvent::uid)
        .toList();
  }

  @Test
  void eventsAreFoundBySubjectAndByTagNewestFirst() throws StoreException {
    event("u0", "birds/robin@a", "c:1", NOW.minusSeconds(1), "birds/robin:1");
    event("u1", "birds/robin@a", "c:1", NOW, "birds/robin:1", "birds/robin:2", "birds/robin:1");
    var second = event("u2", "birds/robin@b", "c:1", NOW, "birds/robin:1");
    event("u3", "birds/robin", "c:1", NOW);
    event("u4", "fish/trout@a", "c:1", NOW, "fish/trout:1");
    var robin = List.of("birds/robin:1");
    assertThat(about(List.of(), robin, Long.MAX_VALUE, 9)).containsExactly("u2", "u1");
    assertThat(about(List.of("birds/robin", "birds/robin@b"), robin, Long.MAX_VALUE, 9))
        .containsExactly("u3", "u2", "u1");
    assertThat(about(List.of("birds/robin@a"), List.of(), Long.MAX_VALUE, 9)).containsExactly("u1");
    assertThat(about(List.of(), robin, second, 9)).containsExactly("u1");
    assertThat(about(List.of(), robin, Long.MAX_VALUE, 1)).containsExactly("u2");
    assertThat(
            read(
                (Transaction tx) ->
                    tx.eventSearch().about("other", List.of(), robin, NOW, Long.MAX_VALUE, 9)))
        .isEmpty();
    write((Transaction tx) -> tx.events().prune(NOW.plusSeconds(1), 9));
    assertThat(about(List.of(), robin, Long.MAX_VALUE, 9)).isEmpty();
  }

  @Test
  void eventsAreCountedByCauseInNamespacesOfNowOnly() throws StoreException {
    write((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW));
    write((Transaction tx) -> tx.namespaces().create("fish", "acme", NOW));
    event("u0", "birds/robin@a", "c:1", NOW.minusSeconds(1));
    event("u1", "birds/robin@a", "c:1", NOW.plusSeconds(1));
    event("u2", "birds/robin@a", "c:1", NOW.plusSeconds(2));
    event("u3", "birds/robin@b", "c:2", NOW.plusSeconds(3));
    event("u4", "fish/trout@a", "c:2", NOW.plusSeconds(4));
    event("u5", "account", "c:2", NOW.plusSeconds(5));
    var types = List.of("appeared");
    var birds = List.of("birds");
    var both = List.of("birds", "fish");
    // What was in a namespace of that name before this one was made is nobody's.
    var all =
        read((Transaction tx) -> tx.eventSearch().counts("acme", birds, types, Instant.EPOCH));
    assertThat(all)
        .containsExactlyInAnyOrder(
            new EventSearch.Count("c:1", "appeared", 2, 4),
            new EventSearch.Count("c:2", "appeared", 1, 2));
    var causes =
        read((Transaction tx) -> tx.eventSearch().causes("acme", both, types, Instant.EPOCH, 9));
    assertThat(causes).extracting(EventSearch.CauseCount::cause).containsExactly("c:2", "c:1");
    assertThat(causes).extracting(EventSearch.CauseCount::images).containsExactly(2L, 1L);
    assertThat(causes.getLast().first()).isEqualTo(NOW.plusSeconds(1));
    var later = NOW.plusSeconds(3);
    assertThat(read((Transaction tx) -> tx.eventSearch().causes("acme", both, types, later, 9)))
        .extracting(EventSearch.CauseCount::cause)
        .containsExactly("c:2");
    assertThat(
            read(
                (Transaction tx) ->
                    tx.eventSearch().ofCause("acme", "c:2", birds, types, Instant.EPOCH, 9)))
        .extracting(StoredEvent::uid)
        .containsExactly("u3");
    assertThat(read((Transaction tx) -> tx.eventSearch().moves("acme", both, types, later)))
        .containsExactly(new EventSearch.Count("", "appeared", 2, 4));
    assertThat(read((Transaction tx) -> tx.eventSearch().after(0, "acme", birds, 9)))
        .extracting(StoredEvent::uid)
        .containsExactly("u0", "u1", "u2", "u3", "u5");
    var third = read((Transaction tx) -> tx.eventSearch().behind(later));
    assertThat(read((Transaction tx) -> tx.eventSearch().after(third, "acme", both, 9)))
        .extracting(StoredEvent::uid)
        .containsExactly("u3", "u4", "u5");
    assertThat(read((Transaction tx) -> tx.eventSearch().behind(NOW.plusSeconds(99))))
        .isEqualTo(read((Transaction tx) -> tx.events().last()));
  }

  private static Connection connect(MetadataOptions options) throws SQLException {
    return switch (options) {
      case MetadataOptions.Sqlite at -> DriverManager.getConnection("jdbc:sqlite:" + at.file());
      case MetadataOptions.PostgreSql at ->
          DriverManager.getConnection(at.url(), at.user(), at.password());
    };
  }

  @Test
  void eventsOfAnEarlierSchemaAreFoundAsThoseOfThisOne() throws Exception {
    var older = options();
    var dialect = older instanceof MetadataOptions.Sqlite ? Dialect.SQLITE : Dialect.POSTGRESQL;
    var data =
        "{\"cause\":{\"kind\":\"advisories\",\"id\":\"v1\"},\"image\":{\"tags\":[\"1\",\"2\"]},"
            + "\"issue_count\":3}";
    var subject = "birds/robin@" + digest("a");
    try (var connection = connect(older);
        var sql = new Sql(connection, dialect)) {
      Migrations.run(sql, 5);
      for (var row : List.of(List.of("u1", subject, data), List.of("u2", "account", "{}"))) {
        sql.update(
            "insert into event (uid, time, account, type, subject, namespace, data)"
                + " values (?, ?, 'acme', 'appeared', ?, 'birds', ?)",
            row.get(0),
            NOW,
            row.get(1),
            row.get(2));
      }
    }
    try (var metadata = Metadata.open(older)) {
      metadata.write(tx -> tx.namespaces().create("birds", "acme", NOW));
      List<StoredEvent> found =
          metadata.read(
              tx ->
                  tx.eventSearch()
                      .about("acme", List.of(), List.of("birds/robin:2"), NOW, Long.MAX_VALUE, 9));
      assertThat(found).extracting(StoredEvent::uid).containsExactly("u1");
      List<EventSearch.Count> counts =
          metadata.read(
              tx -> tx.eventSearch().counts("acme", List.of("birds"), List.of("appeared"), NOW));
      assertThat(counts)
          .containsExactlyInAnyOrder(
              new EventSearch.Count("advisories:v1", "appeared", 1, 3),
              new EventSearch.Count("", "appeared", 1, 0));
    }
  }

  private static StoredDay day(String day, String namespace, long images, Instant at) {
    return new StoredDay(
        "acme", LocalDate.parse(day), namespace, images, "{\"OK\":1}", "{\"high\":2}", at);
  }

  @Test
  void aDayHasOneRowForEachNamespaceAndIsForgotten() throws StoreException {
    write((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW));
    var today = LocalDate.parse("2026-11-21");
    var kept = day("2026-11-21", "birds", 2, NOW.plusSeconds(9));
    for (var one :
        List.of(
            day("2026-11-20", "birds", 9, NOW.minusSeconds(1)),
            day("2026-11-21", "birds", 1, NOW),
            day("2026-11-21", "fish", 1, NOW),
            day("2026-11-21", "", 3, NOW),
            kept)) {
      write(
          (Transaction tx) -> {
            tx.dayCounts().put(one);
            return true;
          });
    }
    // The row of the 20th is of a namespace of that name that was there before; fish is gone.
    assertThat(
            read(
                (Transaction tx) ->
                    tx.dayCounts().since("acme", List.of("", "birds", "fish"), LocalDate.EPOCH)))
        .containsExactly(day("2026-11-21", "", 3, NOW), kept);
    write(
        (Transaction tx) -> {
          tx.dayCounts().deleteOlder("acme", today, NOW.plusSeconds(9));
          return true;
        });
    assertThat(read((Transaction tx) -> tx.dayCounts().since("acme", List.of("", "birds"), today)))
        .containsExactly(kept);
    assertThat(write((Transaction tx) -> tx.dayCounts().prune(today))).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.dayCounts().prune(today.plusDays(1)))).isEqualTo(1);
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
