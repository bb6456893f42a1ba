package io.breakwater.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.directory.AccountsInMemory;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.LoginResult.Accepted;
import io.breakwater.accounts.login.LoginResult.Busy;
import io.breakwater.accounts.login.LoginResult.Reason;
import io.breakwater.accounts.login.LoginResult.Refused;
import io.breakwater.accounts.login.LoginResult.Slowed;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.tokens.TokenCheck;
import io.breakwater.accounts.tokens.TokenSubject;
import io.breakwater.store.StoreException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginsTest {
  private static final AccountId OURS = new AccountId("ours");
  private static final PrincipalId ROBIN = PrincipalId.parse("user:1");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final String PASSWORD = "correct horse battery";
  private static final Set<Grant> READER = Set.of(Grant.of(Role.READER, OURS));

  private final SetClock clock = new SetClock();
  private final SecureRandom random = new SecureRandom();
  private final AccountsInMemory store = new AccountsInMemory();
  private final PasswordHasher hasher = hasher(64);
  private final Logins logins = new Logins(store, hasher, clock, random);

  private PasswordHasher hasher(int memory) {
    return new PasswordHasher(new Argon2Cost(memory, 1, 1), 2, Duration.ofSeconds(10), random);
  }

  @BeforeEach
  void addRobin() throws Exception {
    store.add(ROBIN, OURS, new IdentityName("robin"));
    store.setPassword(ROBIN, hasher.hash(Password.chosen(PASSWORD)));
    store.setGrants(ROBIN, READER);
  }

  private LoginResult basic(String name, String secret) throws StoreException {
    return logins.login(Credentials.basic(name, secret), HERE);
  }

  private static Accepted accepted(LoginResult result) {
    assertThat(result).isInstanceOf(Accepted.class);
    return (Accepted) result;
  }

  private static void refused(LoginResult result, Reason reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private ApiKey key(String id, Optional<Instant> expires) {
    var key = ApiKey.generate(random);
    store.addKey(
        new IssuedKey(
            id,
            key.hash(),
            key.shown(),
            ROBIN,
            "laptop",
            clock.instant(),
            expires,
            Optional.empty()));
    return key;
  }

  @Test
  void theRightPasswordTellsWhoAndWhatTheyMay() throws Exception {
    var robin = accepted(basic("robin", PASSWORD));
    assertThat(robin.subject().principal().display()).isEqualTo("robin");
    assertThat(robin.grants().all()).isEqualTo(READER);
    assertThat(accepted(basic("Robin", PASSWORD)).subject()).isEqualTo(robin.subject());
  }

  @Test
  void aWrongNameIsToldLikeAWrongPassword() throws Exception {
    var wrong = basic("robin", "wrong");
    refused(wrong, Reason.WRONG_NAME_OR_PASSWORD);
    for (var name : List.of("wren", "", "a b", "x".repeat(5000), "anonymous")) {
      assertThat(basic(name, PASSWORD)).isEqualTo(wrong);
    }
  }

  @Test
  void whoHasNoPasswordDoesNotLogInWithOne() throws Exception {
    store.add(PrincipalId.parse("service:2"), OURS, new IdentityName("ci"));
    refused(basic("ci", ""), Reason.WRONG_NAME_OR_PASSWORD);
  }

  @Test
  void theSecondLoginReadsAGenerationOnly() throws Exception {
    basic("robin", PASSWORD);
    var before = store.reads;
    for (var at = 0; at < 100; at++) {
      accepted(basic("robin", PASSWORD));
    }
    assertThat(store.reads).isEqualTo(before);
    assertThat(store.generations).isGreaterThanOrEqualTo(100);
    clock.pass(Logins.REMEMBERED);
    accepted(basic("robin", PASSWORD));
    assertThat(store.reads).isEqualTo(before + 1);
  }

  @Test
  void aChangedPasswordCountsAtOnce() throws Exception {
    accepted(basic("robin", PASSWORD));
    store.setPassword(ROBIN, hasher.hash(Password.chosen("another password")));
    refused(basic("robin", PASSWORD), Reason.WRONG_NAME_OR_PASSWORD);
    accepted(basic("robin", "another password"));
  }

  @Test
  void changedRolesCountAtOnce() throws Exception {
    accepted(basic("robin", PASSWORD));
    store.setGrants(ROBIN, Set.of());
    assertThat(accepted(basic("robin", PASSWORD)).grants().all()).isEmpty();
  }

  @Test
  void aDeletedUserIsOutAtOnce() throws Exception {
    accepted(basic("robin", PASSWORD));
    var key = key("k1", Optional.empty());
    accepted(basic("iamapikey", key.reveal()));
    store.delete(ROBIN);
    refused(basic("robin", PASSWORD), Reason.WRONG_NAME_OR_PASSWORD);
    refused(basic("iamapikey", key.reveal()), Reason.UNKNOWN_KEY);
  }

  @Test
  void aHashOfAnotherCostIsRenewed() throws Exception {
    var dearer = new Logins(store, hasher(128), clock, random);
    accepted(dearer.login(Credentials.basic("robin", PASSWORD), HERE));
    assertThat(store.named(new IdentityName("robin")).orElseThrow().password().orElseThrow())
        .satisfies(hash -> assertThat(hash.encoded()).contains("m=128"));
    accepted(basic("robin", PASSWORD));
  }

  @Test
  void wrongPasswordsAreSlowedButNotFromElsewhere() throws Exception {
    for (var at = 0; at < 5; at++) {
      refused(basic("robin", "wrong" + at), Reason.WRONG_NAME_OR_PASSWORD);
    }
    assertThat(basic("robin", PASSWORD)).isEqualTo(new Slowed(Duration.ofSeconds(1)));
    var elsewhere = InetAddress.getByName("192.0.2.1");
    accepted(logins.login(Credentials.basic("robin", PASSWORD), elsewhere));
    accepted(basic("robin", PASSWORD));
  }

  @Test
  void rightPasswordsAreNeverSlowed() throws Exception {
    for (var at = 0; at < 100; at++) {
      accepted(basic("robin", PASSWORD));
      clock.pass(Logins.REMEMBERED);
    }
  }

  @Test
  void rememberedOnesAreNotSlowed() throws Exception {
    accepted(basic("robin", PASSWORD));
    for (var at = 0; at < 10; at++) {
      assertThat(basic("robin", "wrong" + at)).isNotInstanceOf(Accepted.class);
    }
    accepted(basic("robin", PASSWORD));
  }

  @Test
  void theSameCredentialsAtOnceAreLookedAtOnce() throws Exception {
    var slow = new Logins(store, hasher(16 * 1024), clock, random);
    store.setPassword(ROBIN, hasher(16 * 1024).hash(Password.chosen(PASSWORD)));
    var before = store.reads;
    Callable<LoginResult> login = () -> slow.login(Credentials.basic("robin", PASSWORD), HERE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = threads.invokeAll(Stream.generate(() -> login).limit(50).toList());
      for (var result : results) {
        accepted(result.get());
      }
    }
    assertThat(store.reads).isEqualTo(before + 1);
  }

  @Test
  void whereTheStoreIsDownNobodyIsRefusedOrLetIn() throws Exception {
    accepted(basic("robin", PASSWORD));
    store.down = true;
    for (var at = 0; at < 10; at++) {
      assertThatThrownBy(() -> basic("robin", PASSWORD)).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> basic("robin", "wrong")).isInstanceOf(StoreException.class);
    }
    store.down = false;
    accepted(basic("robin", PASSWORD));
    refused(basic("robin", "wrong"), Reason.WRONG_NAME_OR_PASSWORD);
  }

  @Test
  void whoGetsNoTurnIsNotWrong() throws Exception {
    var never = new PasswordHasher(new Argon2Cost(64, 1, 1), 0, Duration.ZERO, random);
    var busy = new Logins(store, never, clock, random);
    for (var at = 0; at < 100; at++) {
      assertThat(busy.login(Credentials.basic("robin", PASSWORD), HERE)).isEqualTo(new Busy());
    }
  }

  /// Else the time would tell which names there are.
  @Test
  void namesThatAreNotThereCostAHashToo() throws Exception {
    store.add(PrincipalId.parse("service:2"), OURS, new IdentityName("ci"));
    var never = new PasswordHasher(new Argon2Cost(64, 1, 1), 0, Duration.ZERO, random);
    var busy = new Logins(store, never, clock, random);
    for (var name : List.of("wren", "ci", "a b", "")) {
      assertThat(busy.login(Credentials.basic(name, PASSWORD), HERE)).isEqualTo(new Busy());
    }
  }

  @Test
  void anotherAccountIsWorkedInUnderTheSameName() throws Exception {
    var theirs = new AccountId("theirs");
    var robin = store.identity(ROBIN).orElseThrow().principal(Optional.of("k1"));
    assertThat(robin.in(theirs))
        .isEqualTo(new Principal.Known(ROBIN, theirs, "robin", Optional.of("k1")));
  }

  @Test
  void aKeyHasTheRightsOfItsOwner() throws Exception {
    var key = key("k1", Optional.empty()).reveal();
    var result = accepted(basic("iamapikey", key));
    assertThat(result.grants().all()).isEqualTo(READER);
    assertThat(result.subject().principal())
        .isEqualTo(store.identity(ROBIN).orElseThrow().principal(Optional.of("k1")));
    accepted(basic("ROBIN", key));
    refused(basic("wren", key), Reason.KEY_OF_ANOTHER);
    accepted(basic("iamapikey", key));
  }

  @Test
  void keysThatAreNoneAreRefused() throws Exception {
    refused(basic("iamapikey", ApiKey.generate(random).reveal()), Reason.UNKNOWN_KEY);
    refused(basic("iamapikey", "bw_short"), Reason.IMPOSSIBLE);
    refused(basic("robin", "x".repeat(2000)), Reason.IMPOSSIBLE);
  }

  @Test
  void aKeyEndsWhileItIsRemembered() throws Exception {
    var end = clock.instant().plusSeconds(60);
    var key = key("k1", Optional.of(end)).reveal();
    assertThat(accepted(basic("iamapikey", key)).subject().until()).contains(end);
    clock.pass(Duration.ofSeconds(60));
    refused(basic("iamapikey", key), Reason.EXPIRED_KEY);
    clock.pass(Logins.REMEMBERED);
    refused(basic("iamapikey", key), Reason.EXPIRED_KEY);
  }

  @Test
  void aDeletedKeyIsOutAtOnceAndOthersStay() throws Exception {
    var one = key("k1", Optional.empty()).reveal();
    var other = key("k2", Optional.empty()).reveal();
    accepted(basic("iamapikey", one));
    accepted(basic("iamapikey", other));
    store.deleteKey(ROBIN, "k1");
    refused(basic("iamapikey", one), Reason.UNKNOWN_KEY);
    accepted(basic("iamapikey", other));
  }

  @Test
  void usesOfKeysAreNotedNowAndThen() throws Exception {
    var key = key("k1", Optional.empty()).reveal();
    var first = clock.instant();
    accepted(basic("iamapikey", key));
    clock.pass(Duration.ofMinutes(6));
    accepted(basic("iamapikey", key));
    assertThat(store.keys(ROBIN).getFirst().lastUse()).contains(first);
    clock.pass(Duration.ofMinutes(6));
    accepted(basic("iamapikey", key));
    assertThat(store.keys(ROBIN).getFirst().lastUse()).contains(clock.instant());
  }

  @Test
  void aTokenIsGoodUntilRightsChange() throws Exception {
    var subject = accepted(basic("robin", PASSWORD)).subject();
    var token = new TokenCheck.Valid(subject, Optional.empty());
    assertThat(accepted(logins.login(token)).grants().all()).isEqualTo(READER);
    accepted(logins.login(token));
    store.setGrants(ROBIN, Set.of());
    refused(logins.login(token), Reason.OUTDATED_TOKEN);
    refused(logins.login(token), Reason.OUTDATED_TOKEN);
    store.delete(ROBIN);
    refused(logins.login(token), Reason.OUTDATED_TOKEN);
  }

  @Test
  void aTokenOfNobodyMayWhatNobodyMay() throws Exception {
    var token = new TokenCheck.Valid(TokenSubject.anonymous(), Optional.empty());
    assertThat(accepted(logins.login(token)).grants().all()).isEmpty();
  }

  @Test
  void aTokenThatIsNotValidIsRefused() throws Exception {
    refused(logins.login(new TokenCheck.Refused(TokenCheck.Reason.EXPIRED)), Reason.BAD_TOKEN);
  }

  @Test
  void inASessionSomebodyMayWhatTheyMayNow() throws Exception {
    var until = clock.instant().plusSeconds(60);
    var robin = accepted(logins.login(ROBIN, until));
    assertThat(robin.grants().all()).isEqualTo(READER);
    assertThat(robin.subject().until()).contains(until);
    store.setGrants(ROBIN, Set.of());
    assertThat(accepted(logins.login(ROBIN, until)).grants().all()).isEmpty();
    store.delete(ROBIN);
    refused(logins.login(ROBIN, until), Reason.ENDED_SESSION);
  }
}
