package io.breakwater.notifications.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.notifications.subscriptions.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When something is told, and told again.
class RetryPlanTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void pausesGrowAndEndAfterAboutADay() {
    var all = Duration.ZERO;
    var last = Duration.ZERO;
    var failed = 1;
    for (; ; failed++) {
      var pause = RetryPlan.pause(failed, Optional.empty(), 0.5);
      if (pause.isEmpty()) {
        break;
      }
      assertThat(pause.get()).isGreaterThanOrEqualTo(last);
      last = pause.get();
      all = all.plus(last);
    }
    assertThat(failed).isEqualTo(11);
    assertThat(all).isBetween(Duration.ofHours(23), Duration.ofHours(25));
  }

  @Test
  void whatTheReceiverAsksForIsKeptWhereItIsLonger() {
    assertThat(RetryPlan.pause(1, Optional.of(Duration.ofMinutes(7)), 0.5))
        .contains(Duration.ofMinutes(7));
    assertThat(RetryPlan.pause(5, Optional.of(Duration.ofSeconds(1)), 0.5))
        .contains(Duration.ofMinutes(30));
  }

  @Test
  void whatFailedTogetherDoesNotComeBackTogether() {
    assertThat(RetryPlan.pause(1, Optional.empty(), 0)).contains(Duration.ofMillis(4_500));
    assertThat(RetryPlan.pause(1, Optional.empty(), 1)).contains(Duration.ofMillis(5_500));
  }

  @Test
  void anAllowanceGrowsWithTimeUpToItsLimit() {
    var limit = RateLimit.of(new Target.Email("a@example.com"));
    var spent = limit.full(NOON).less(5);

    assertThat(spent.left()).isZero();
    assertThat(limit.next(spent)).isEqualTo(NOON.plus(Duration.ofMinutes(6)));
    assertThat(limit.grown(spent, NOON.plus(Duration.ofMinutes(5))).left()).isZero();
    var later = limit.grown(spent, NOON.plus(Duration.ofMinutes(13)));
    assertThat(later.left()).isEqualTo(2);
    assertThat(limit.next(later)).isEqualTo(NOON.plus(Duration.ofMinutes(18)));
    assertThat(limit.grown(spent, NOON.plus(Duration.ofDays(9))).left()).isEqualTo(5);
    assertThat(RateLimit.Allowance.parse(later.text())).isEqualTo(later);
  }

  @Test
  void aClockThatGoesBackTakesNothing() {
    var limit = new RateLimit(5, Duration.ofMinutes(1));
    assertThat(limit.grown(limit.full(NOON).less(2), NOON.minusSeconds(3600)).left()).isEqualTo(3);
  }
}
