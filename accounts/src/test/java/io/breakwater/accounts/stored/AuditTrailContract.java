package io.breakwater.accounts.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditEvent.Outcome;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.store.metadata.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a stored audit trail does on every database.
abstract class AuditTrailContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final AccountId OURS = new AccountId("ours");
  private static final AccountId THEIRS = new AccountId("theirs");
  private static final PrincipalId ROBIN = PrincipalId.parse("user:robin");
  private static final AuditAction PULL = AuditAction.parse("container-registry.image.pull");
  private static final AuditAction CREATE =
      AuditAction.parse("container-registry.namespace.create");

  private Metadata metadata;
  private StoredAuditTrail trail;
  private StoredAuditLog log;

  abstract Metadata open() throws Exception;

  @BeforeEach
  void openEmpty() throws Exception {
    metadata = open();
    trail = new StoredAuditTrail(metadata, OURS);
    log = new StoredAuditLog(metadata);
  }

  @AfterEach
  void closeMetadata() {
    trail.close();
    metadata.close();
  }

  private static AuditEvent event(int second, AuditAction action, Principal who) {
    return new AuditEvent(
        NOON.plusSeconds(second),
        action,
        who instanceof Principal.Anonymous ? Outcome.DENIED : Outcome.SUCCESS,
        who,
        "namespace n" + second,
        "",
        "192.0.2.1",
        "r" + second);
  }

  private static Principal robin() {
    return new Principal.Known(ROBIN, OURS, "robin", Optional.of("k1"));
  }

  private List<String> requests(AuditQuery query) throws Exception {
    return log.page(query, Optional.empty(), 100).events().stream()
        .map(AuditEvent::requestId)
        .toList();
  }

  @Test
  void whatIsRecordedIsThereAsItWas() throws Exception {
    var event = event(1, CREATE, robin());
    trail.record(event);
    assertThat(log.page(AuditQuery.of(OURS), Optional.empty(), 10).events()).containsExactly(event);
    assertThat(log.page(AuditQuery.of(THEIRS), Optional.empty(), 10).events()).isEmpty();
  }

  @Test
  void whatNobodyDidBelongsToWhomTheServerBelongs() throws Exception {
    var event = event(1, PULL, new Principal.Anonymous());
    trail.record(event);
    assertThat(log.page(AuditQuery.of(OURS), Optional.empty(), 10).events()).containsExactly(event);
  }

  @Test
  void whatIsNotedIsThereOnceTheTrailIsClosed() throws Exception {
    for (var i = 0; i < 2_500; i++) {
      trail.note(event(i, PULL, new Principal.Anonymous()));
    }
    trail.close();
    assertThat(trail.dropped()).isZero();
    assertThat(log.forget(NOON.plusSeconds(9_999), 9_999)).isEqualTo(2_500);
    trail.note(event(1, PULL, new Principal.Anonymous()));
    assertThat(trail.dropped()).isEqualTo(1);
  }

  @Test
  void whatIsNotedIsThereSoon() throws Exception {
    trail.note(event(1, PULL, new Principal.Anonymous()));
    var end = System.nanoTime() + 20_000_000_000L;
    while (requests(AuditQuery.of(OURS)).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(requests(AuditQuery.of(OURS))).containsExactly("r1");
  }

  @Test
  void aFloodIsCutAndCounted() {
    metadata.close();
    for (var i = 0; i < StoredAuditTrail.WAITING + StoredAuditTrail.BATCH + 500; i++) {
      trail.note(event(i, PULL, new Principal.Anonymous()));
    }
    assertThat(trail.dropped()).isGreaterThanOrEqualTo(500);
    trail.close();
    assertThat(trail.dropped()).isEqualTo(StoredAuditTrail.WAITING + StoredAuditTrail.BATCH + 500);
  }

  @Test
  void pagesFollowEachOtherFromTheNewestAlsoWithinOneInstant() throws Exception {
    for (var second : List.of(3, 1, 2, 2, 2)) {
      trail.record(event(second, CREATE, robin()));
    }
    var pages = new ArrayList<List<String>>();
    var place = Optional.<String>empty();
    do {
      var page = log.page(AuditQuery.of(OURS), place, 2);
      pages.add(page.events().stream().map(AuditEvent::requestId).toList());
      place = page.next();
    } while (place.isPresent());
    assertThat(pages).containsExactly(List.of("r3", "r2"), List.of("r2", "r2"), List.of("r1"));
  }

  @Test
  void eventsAreChosenByWhoWhatHowAndWhen() throws Exception {
    trail.record(event(1, CREATE, robin()));
    trail.record(event(2, PULL, robin()));
    trail.record(event(3, PULL, new Principal.Anonymous()));
    var all = AuditQuery.of(OURS);
    var none = Optional.<Instant>empty();
    assertThat(requests(all)).containsExactly("r3", "r2", "r1");
    assertThat(requests(query(Optional.of(ROBIN), Optional.empty(), Optional.empty(), none, none)))
        .containsExactly("r2", "r1");
    assertThat(requests(query(Optional.empty(), Optional.of(PULL), Optional.empty(), none, none)))
        .containsExactly("r3", "r2");
    assertThat(
            requests(
                query(Optional.empty(), Optional.empty(), Optional.of(Outcome.DENIED), none, none)))
        .containsExactly("r3");
    assertThat(
            requests(
                query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(NOON.plusSeconds(2)),
                    Optional.of(NOON.plusSeconds(3)))))
        .containsExactly("r2");
  }

  private static AuditQuery query(
      Optional<PrincipalId> principal,
      Optional<AuditAction> action,
      Optional<Outcome> outcome,
      Optional<Instant> from,
      Optional<Instant> until) {
    return new AuditQuery(OURS, principal, action, outcome, from, until);
  }

  @Test
  void aPlaceThatNoPageToldIsRefused() {
    assertThatThrownBy(() -> log.page(AuditQuery.of(OURS), Optional.of("1-x"), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOldestAreForgottenInSteps() throws Exception {
    for (var second = 1; second <= 5; second++) {
      trail.record(event(second, CREATE, robin()));
    }
    var before = NOON.plusSeconds(4);
    assertThat(log.forget(before, 2)).isEqualTo(2);
    assertThat(requests(AuditQuery.of(OURS))).containsExactly("r5", "r4", "r3");
    assertThat(log.forget(before, 2)).isEqualTo(1);
    assertThat(log.forget(before, 2)).isZero();
  }
}
