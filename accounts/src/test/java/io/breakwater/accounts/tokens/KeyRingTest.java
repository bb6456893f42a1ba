package io.breakwater.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.SetClock;
import io.breakwater.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final Duration SIGNS = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(20);

  private final SetClock clock = new SetClock();
  private final KeysInMemory store = new KeysInMemory();
  private final KeyRing ring = ring();

  private KeyRing ring() {
    return new KeyRing(store, SIGNS, LONGEST, clock, new SecureRandom());
  }

  @Test
  void theFirstStartMakesAKeyAndTheSecondUsesIt() throws Exception {
    var made = ring.current().key();
    assertThat(store.all).hasSize(1);
    assertThat(ring.current().key().id()).isEqualTo(made.id());
    assertThat(ring().current().key().id()).isEqualTo(made.id());
    assertThat(store.all).hasSize(1);
  }

  @Test
  void aKeyPastItsTimeIsReplacedAndStillChecks() throws Exception {
    var first = ring.current().key();
    clock.pass(SIGNS.minusNanos(1));
    assertThat(ring.current().key().id()).isEqualTo(first.id());
    clock.pass(Duration.ofNanos(1));
    assertThat(ring.current().key().id()).isNotEqualTo(first.id());
    assertThat(ring.find(first.id())).isPresent();
  }

  @Test
  void keysAreForgottenWhenTheirLastTokenHasEnded() throws Exception {
    var first = ring.current().key();
    clock.pass(SIGNS.minusNanos(1));
    ring.current();
    clock.pass(LONGEST);
    assertThat(ring.find(first.id())).as("its last token").isPresent();
    clock.pass(Duration.ofHours(2));
    assertThat(ring.find(first.id())).isEmpty();
    ring.current();
    assertThat(store.all).extracting(SigningKey::id).hasSize(1).doesNotContain(first.id());
  }

  @Test
  void replicasFindEachOthersKeys() throws Exception {
    ring.current();
    var other = ring();
    clock.pass(SIGNS);
    var newer = other.current().key();
    clock.pass(Duration.ofMillis(100));
    assertThat(ring.find(newer.id())).isPresent();
    assertThat(ring.current().key().id()).isEqualTo(newer.id());
    assertThat(store.all).hasSize(2);
  }

  @Test
  void noReplicaSignsWithAKeyPastItsTime() throws Exception {
    ring.current();
    clock.pass(SIGNS.minusSeconds(10));
    var before = ring.current().key();
    clock.pass(Duration.ofSeconds(10));
    var replaced = ring().current().key();
    assertThat(ring.current().key().id()).isEqualTo(replaced.id()).isNotEqualTo(before.id());
  }

  @Test
  void inventedKeysCostFewLooks() throws Exception {
    ring.current();
    clock.pass(Duration.ofSeconds(5));
    var before = store.looks;
    for (var at = 0; at < 1000; at++) {
      assertThat(ring.find("invented" + at)).isEmpty();
    }
    assertThat(store.looks - before).isLessThanOrEqualTo(1);
  }

  @Test
  void usedKeysCostOneLookAMinute() throws Exception {
    var key = ring.current().key();
    var before = store.looks;
    for (var second = 0; second < 300; second++) {
      clock.pass(Duration.ofSeconds(1));
      assertThat(ring.find(key.id())).isPresent();
    }
    assertThat(store.looks - before).isEqualTo(5);
  }

  @Test
  void aRemovedKeyIsRefusedWithinAMinute() throws Exception {
    var key = ring.current().key();
    store.remove(key.id());
    clock.pass(Duration.ofMinutes(1));
    assertThat(ring.find(key.id())).isEmpty();
    assertThat(ring.current().key().id()).isNotEqualTo(key.id());
  }

  @Test
  void whereTheStoreIsDownNothingIsSignedOrBelieved() {
    store.down = true;
    assertThatThrownBy(ring::current).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> ring.find("any")).isInstanceOf(StoreException.class);
    assertThat(store.all).isEmpty();
  }

  @Test
  void keysAreAsLongAsTheirHash() {
    assertThatThrownBy(() -> new SigningKey("k", new byte[16], Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
    var secret = new byte[32];
    var key = new SigningKey("k", secret, Instant.EPOCH);
    secret[0] = 1;
    assertThat(key.secret()).isEqualTo(new byte[32]);
    assertThat(key).hasToString("signing key k of 1970-01-01T00:00:00Z");
  }
}
