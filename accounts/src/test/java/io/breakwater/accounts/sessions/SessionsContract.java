package io.breakwater.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.sessions.Sessions.Begun;
import io.breakwater.accounts.sessions.Sessions.Browser;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What sessions do on every database.
public abstract class SessionsContract {
  private static final AccountId ACCOUNT = new AccountId("default");
  private static final PrincipalId ROBIN = PrincipalId.parse("user:robin");
  private static final Browser BROWSER = new Browser("192.0.2.1", "Firefox", "r1");

  private final SetClock clock = new SetClock();
  private Metadata metadata;
  private StoredAccounts accounts;
  private Sessions sessions;

  protected abstract Metadata open() throws Exception;

  @BeforeEach
  void openEmpty() throws Exception {
    metadata = open();
    accounts = new StoredAccounts(metadata, clock);
    accounts.add(ROBIN, ACCOUNT, new IdentityName("robin"));
    sessions = replica();
  }

  @AfterEach
  void closeMetadata() {
    metadata.close();
  }

  private Sessions replica() {
    return new Sessions(metadata, clock, new SecureRandom(), SessionTimes.STANDARD);
  }

  private Identity robin() throws Exception {
    return accounts.identity(ROBIN).orElseThrow();
  }

  private Begun login() throws Exception {
    var robin = robin();
    return sessions
        .login(robin.principal(Optional.empty()), robin.generation(), BROWSER)
        .orElseThrow();
  }

  private boolean lives(Begun begun) throws Exception {
    return sessions.find(begun.secret()).isPresent();
  }

  private Instant noted(Begun begun) throws Exception {
    var hash = begun.session().hash().hex();
    return metadata.read((Transaction tx) -> tx.sessions().byHash(hash)).orElseThrow().used();
  }

  @Test
  void aSessionBegunHereHoldsOnEveryReplicaAndEndsOnAllAtOnce() throws Exception {
    var begun = login();
    var other = replica();
    assertThat(other.find(begun.secret())).contains(begun.session());
    assertThat(begun.session().owner()).isEqualTo(ROBIN);
    assertThat(begun.session().expires()).isEqualTo(clock.instant().plus(Duration.ofHours(12)));
    assertThat(begun.session().idleExpires())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    var who = robin().principal(Optional.empty());
    assertThat(other.logout(who, begun.session().hash(), BROWSER)).isTrue();
    assertThat(lives(begun)).isFalse();
    assertThat(sessions.logout(who, begun.session().hash(), BROWSER)).isFalse();
  }

  @Test
  void aSecretThatNobodyWasGivenIsNone() throws Exception {
    login();
    assertThat(sessions.find(SessionSecret.generate(new SecureRandom()))).isEmpty();
  }

  @Test
  void aSessionEndsWithoutUseAndGoesOnWithIt() throws Exception {
    var idle = login();
    var used = login();
    clock.pass(Duration.ofMinutes(30).minusMillis(1));
    assertThat(lives(idle)).isTrue();
    var session = sessions.used(sessions.find(used.secret()).orElseThrow());
    assertThat(session.idleExpires()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    clock.pass(Duration.ofMillis(1));
    assertThat(lives(idle)).isFalse();
    assertThat(sessions.find(used.secret())).contains(session);
  }

  @Test
  void aSessionEndsAfterItsLongestTimeHoweverMuchItIsUsed() throws Exception {
    var begun = login();
    for (var passed = 0; passed < 12 * 60 - 20; passed += 20) {
      clock.pass(Duration.ofMinutes(20));
      var _ = sessions.used(sessions.find(begun.secret()).orElseThrow());
    }
    clock.pass(Duration.ofMinutes(20));
    assertThat(lives(begun)).isFalse();
  }

  @Test
  void aUseIsWrittenOnceAMinute() throws Exception {
    var begun = login();
    var start = clock.instant();
    clock.pass(Duration.ofSeconds(59));
    assertThat(sessions.used(sessions.find(begun.secret()).orElseThrow()))
        .isEqualTo(begun.session());
    assertThat(noted(begun)).isEqualTo(start);
    clock.pass(Duration.ofSeconds(1));
    var _ = sessions.used(sessions.find(begun.secret()).orElseThrow());
    assertThat(noted(begun)).isEqualTo(start.plusSeconds(60));
  }

  @Test
  void nobodyBeginsOneWithRightsOfBefore() throws Exception {
    var before = robin();
    accounts.setGrants(ROBIN, Set.of(Grant.of(Role.READER, ACCOUNT)));
    var who = before.principal(Optional.empty());
    assertThat(sessions.login(who, before.generation(), BROWSER)).isEmpty();
    assertThat(audited()).isEmpty();
  }

  @Test
  void otherRolesLeaveASessionAndAnotherPasswordOrNoUserEndsIt() throws Exception {
    var begun = login();
    accounts.setGrants(ROBIN, Set.of(Grant.of(Role.READER, ACCOUNT)));
    assertThat(lives(begun)).isTrue();
    metadata.write(tx -> tx.identities().password(ROBIN.toString(), "another"));
    assertThat(lives(begun)).isFalse();
    var later = login();
    accounts.delete(ROBIN);
    assertThat(lives(later)).isFalse();
  }

  @Test
  void theFirstOfTooManyEnds() throws Exception {
    var all = new ArrayList<Begun>();
    for (var i = 0; i < Sessions.MOST + 2; i++) {
      all.add(login());
      clock.pass(Duration.ofSeconds(1));
    }
    for (var i = 0; i < all.size(); i++) {
      assertThat(lives(all.get(i))).as("session " + i).isEqualTo(i >= 2);
    }
  }

  @Test
  void manyLoginsAtOnceAreNoMoreThanMayBe() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Begun> login = this::login;
      for (var done : threads.invokeAll(Collections.nCopies(32, login))) {
        assertThat(done.get().session().owner()).isEqualTo(ROBIN);
      }
    }
    var left = metadata.read((Transaction tx) -> tx.sessions().of(ROBIN.toString()));
    assertThat(left).hasSize(Sessions.MOST);
  }

  @Test
  void whatHasEndedIsSwept() throws Exception {
    login();
    clock.pass(Duration.ofMinutes(20));
    var begun = login();
    clock.pass(Duration.ofMinutes(15));
    assertThat(sessions.sweep(10)).isEqualTo(1);
    assertThat(sessions.sweep(10)).isZero();
    assertThat(lives(begun)).isTrue();
  }

  @Test
  void loginsAndLogoutsAreInTheTrailAndASessionThatIsReplacedIsNot() throws Exception {
    var begun = login();
    var agent = "x".repeat(1_000);
    var who = robin().principal(Optional.empty());
    var other = sessions.begin(who, robin().generation(), new Browser("::1", agent, "r2"));
    sessions.replace(other.orElseThrow().secret());
    sessions.logout(who, begun.session().hash(), BROWSER);
    var shown = "session " + begun.session().hash().shown();
    assertThat(audited())
        .containsExactly(
            "account.login SUCCESS robin " + shown + " of Firefox 192.0.2.1 r1",
            "account.logout SUCCESS robin " + shown + " of Firefox 192.0.2.1 r1");
  }

  private List<String> audited() throws Exception {
    return new StoredAuditLog(metadata)
        .page(AuditQuery.of(ACCOUNT), Optional.empty(), 100).events().reversed().stream()
            .map(
                event ->
                    "%s.%s %s %s %s %s %s"
                        .formatted(
                            event.action().noun(),
                            event.action().verb(),
                            event.outcome(),
                            event.principal().display(),
                            event.resource(),
                            event.address(),
                            event.requestId()))
            .toList();
  }

  @Test
  void whatABrowserCallsItselfIsKeptShort() throws Exception {
    var robin = robin();
    var browser = new Browser("192.0.2.1", "x".repeat(1_000), "r1");
    var begun =
        sessions
            .login(robin.principal(Optional.empty()), robin.generation(), browser)
            .orElseThrow();
    var hash = begun.session().hash().hex();
    var row = metadata.read((Transaction tx) -> tx.sessions().byHash(hash)).orElseThrow();
    assertThat(row.agent()).hasSize(256);
    assertThat(row.address()).isEqualTo("192.0.2.1");
  }
}
