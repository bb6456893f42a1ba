package io.breakwater.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.login.LoginThrottle.Admission;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final SetClock clock = new SetClock();
  private final LoginThrottle throttle = new LoginThrottle(1000, clock);

  private static InetAddress at(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static InetAddress at(int number) {
    return at("10.0." + number / 256 + "." + number % 256);
  }

  /// Tries and is wrong; how long the next has to wait.
  private Duration left(String name, InetAddress from) {
    return throttle.admit(name, from) instanceof Admission.Later later
        ? later.left()
        : Duration.ZERO;
  }

  private void right(String name, InetAddress from) {
    assertThat(throttle.admit(name, from))
        .isInstanceOfSatisfying(Admission.Now.class, now -> now.attempt().right());
  }

  private void wrong(int times, String name, InetAddress from) {
    for (var at = 0; at < times; at++) {
      assertThat(left(name, from)).isZero();
    }
  }

  @Test
  void theFirstFiveAreFreeAndThenTheWaitDoubles() {
    var here = at("192.0.2.1");
    wrong(5, "robin", here);
    for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
      assertThat(left("robin", here)).isEqualTo(Duration.ofSeconds(seconds));
      clock.pass(Duration.ofSeconds(seconds).minusNanos(1));
      assertThat(left("robin", here)).isEqualTo(Duration.ofNanos(1));
      clock.pass(Duration.ofNanos(1));
      wrong(1, "robin", here);
    }
  }

  @Test
  void askingWhileWaitingDoesNotLengthenTheWait() {
    var here = at("192.0.2.1");
    wrong(5, "robin", here);
    for (var at = 0; at < 1000; at++) {
      assertThat(left("robin", here)).isEqualTo(Duration.ofSeconds(1));
    }
    clock.pass(Duration.ofSeconds(1));
    right("robin", here);
  }

  @Test
  void theRightPasswordForgivesWhatWasWrong() {
    var here = at("192.0.2.1");
    wrong(4, "robin", here);
    right("robin", here);
    wrong(5, "robin", here);
  }

  @Test
  void anHourForgivesToo() {
    var here = at("192.0.2.1");
    wrong(5, "robin", here);
    clock.pass(Duration.ofHours(1));
    wrong(5, "robin", here);
  }

  @Test
  void othersAreNotSlowed() {
    wrong(5, "robin", at("192.0.2.1"));
    assertThat(left("robin", at("192.0.2.1"))).isPositive();
    right("robin", at("192.0.2.2"));
    right("wren", at("192.0.2.1"));
  }

  @Test
  void whatIsNotLookedAtDoesNotCount() {
    var here = at("192.0.2.1");
    for (var at = 0; at < 1000; at++) {
      assertThat(throttle.admit("robin", here))
          .isInstanceOfSatisfying(Admission.Now.class, now -> now.attempt().abandoned());
    }
  }

  @Test
  void manyAtOnceAreNoMoreThanManyInARow() {
    var here = at("192.0.2.1");
    for (var at = 0; at < 5; at++) {
      assertThat(throttle.admit("robin", here)).isInstanceOf(Admission.Now.class);
    }
    assertThat(throttle.admit("robin", here)).isInstanceOf(Admission.Later.class);
  }

  @Test
  void anAddressThatTriesManyNamesIsSlowedForAMinuteAtMost() {
    var here = at("192.0.2.1");
    for (var at = 0; at < 50; at++) {
      wrong(1, "name" + at, here);
    }
    for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(left("another" + seconds, here)).isEqualTo(Duration.ofSeconds(seconds));
      clock.pass(Duration.ofSeconds(seconds));
      wrong(1, "another" + seconds, here);
    }
    right("name1", at("192.0.2.2"));
  }

  @Test
  void aNameUnderAttackIsSlowedSoonerButTheRightPasswordWorks() {
    for (var at = 0; at < 100; at++) {
      wrong(1, "robin", at(at));
    }
    wrong(1, "robin", at(1000));
    assertThat(left("robin", at(1000))).isEqualTo(Duration.ofMinutes(1));
    assertThat(left("robin", at(5))).isEqualTo(Duration.ofMinutes(1));
    right("robin", at(1001));
    wrong(5, "wren", at(1000));
  }

  @Test
  void anIpv6CustomerIsOneAddress() {
    for (var at = 0; at < 5; at++) {
      wrong(1, "robin", at("2001:db8:0:1::" + at));
    }
    assertThat(left("robin", at("2001:db8:0:1:ffff::1"))).isPositive();
    right("robin", at("2001:db8:0:2::1"));
  }

  @Test
  void itsMemoryIsBounded() {
    for (var at = 0; at < 5000; at++) {
      wrong(1, "name" + at, at(at));
    }
    assertThat(throttle.size()).isEqualTo(3000);
  }
}
