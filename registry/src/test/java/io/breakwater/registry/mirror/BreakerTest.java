package io.breakwater.registry.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.remote.RemoteAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final AtomicLong nanos = new AtomicLong(77);
  private final Breaker breaker = new Breaker(nanos::get);

  private void fail(int times) {
    for (var i = 0; i < times; i++) {
      breaker.note(new RemoteAnswer.Failed<>("down", Optional.empty()));
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void threeFailuresInARowAreEnough() {
    fail(2);
    breaker.note(new RemoteAnswer.Found<>("back"));
    fail(2);
    assertThat(breaker.blocked()).isEmpty();
    fail(1);
    assertThat(breaker.blocked()).contains(new Breaker.Blocked(Duration.ofSeconds(5), false));
  }

  @Test
  void oneFindsOutWhetherItIsBackWhileOthersWait() {
    fail(3);
    pass(Duration.ofSeconds(5));
    assertThat(breaker.blocked()).as("the one").isEmpty();
    assertThat(breaker.blocked()).as("another").isPresent();
    breaker.note(new RemoteAnswer.Absent<>(true));
    assertThat(breaker.blocked()).isEmpty();
  }

  @Test
  void itIsLeftAloneForLongerEachTimeButAMinuteAtMost() {
    fail(3);
    for (var seconds : new int[] {5, 10, 20, 40, 60, 60}) {
      assertThat(breaker.blocked())
          .hasValueSatisfying(
              blocked -> assertThat(blocked.left()).isEqualTo(Duration.ofSeconds(seconds)));
      pass(Duration.ofSeconds(seconds));
      assertThat(breaker.blocked()).isEmpty();
      fail(1);
    }
  }

  @Test
  void whatUpstreamAsksForIsRespectedAnHourAtMost() {
    breaker.note(new RemoteAnswer.Limited<>(Optional.of(Duration.ofMinutes(5))));
    breaker.note(new RemoteAnswer.Found<>("sent before"));
    assertThat(breaker.blocked()).contains(new Breaker.Blocked(Duration.ofMinutes(5), true));
    pass(Duration.ofMinutes(5));
    assertThat(breaker.blocked()).isEmpty();
    breaker.note(new RemoteAnswer.Limited<>(Optional.of(Duration.ofDays(9))));
    assertThat(breaker.blocked()).contains(new Breaker.Blocked(Duration.ofHours(1), true));
  }
}
