package io.breakwater.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.SetClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerifiedCredentialsTest {
  private final SetClock clock = new SetClock();
  private final VerifiedCredentials<String> verified = with(3);

  private VerifiedCredentials<String> with(int most) {
    return new VerifiedCredentials<>(most, Duration.ofMinutes(5), clock, new SecureRandom());
  }

  @Test
  void rightOnesAreKnownForMinutes() {
    var robin = verified.fingerprint("password", "robin", "secret");
    assertThat(verified.find(robin)).isEmpty();
    verified.remember(robin, "Robin");
    clock.pass(Duration.ofMinutes(5).minusNanos(1));
    assertThat(verified.find(verified.fingerprint("password", "robin", "secret")))
        .contains("Robin");
    clock.pass(Duration.ofNanos(1));
    assertThat(verified.find(robin)).isEmpty();
    assertThat(verified.size()).isZero();
  }

  @Test
  void nothingElseIsTakenForThem() {
    verified.remember(verified.fingerprint("password", "robin", "secret"), "Robin");
    assertThat(verified.find(verified.fingerprint("password", "robin", "Secret"))).isEmpty();
    assertThat(verified.find(verified.fingerprint("password", "robi", "nsecret"))).isEmpty();
    assertThat(verified.find(verified.fingerprint("password", "robinsecret", ""))).isEmpty();
    assertThat(verified.find(verified.fingerprint("key", "robin", "secret"))).isEmpty();
  }

  @Test
  void forgottenOnesAreNotKnown() {
    var robin = verified.fingerprint("password", "robin", "secret");
    verified.remember(robin, "Robin");
    verified.forget(robin);
    assertThat(verified.find(robin)).isEmpty();
  }

  @Test
  void theLongestUnusedAreForgottenFirst() {
    for (var name : new String[] {"a", "b", "c"}) {
      verified.remember(verified.fingerprint("password", name, "x"), name);
    }
    assertThat(verified.find(verified.fingerprint("password", "a", "x"))).isPresent();
    verified.remember(verified.fingerprint("password", "d", "x"), "d");
    assertThat(verified.size()).isEqualTo(3);
    assertThat(verified.find(verified.fingerprint("password", "a", "x"))).isPresent();
    assertThat(verified.find(verified.fingerprint("password", "b", "x"))).isEmpty();
  }

  @Test
  void eachProcessHasAKeyOfItsOwnAndHoldsNoSecret() {
    var here = verified.fingerprint("password", "robin", "secret");
    assertThat(here).isNotEqualTo(with(3).fingerprint("password", "robin", "secret"));
    assertThat(here.hash()).hasSize(32).doesNotContain("robin", "secret");
  }
}
