package io.breakwater.accounts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.SetClock;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventLimitTest {
  private final SetClock clock = new SetClock();
  private final EventLimit limit = new EventLimit(3, 5, clock);

  private int admitted(String source, int tries) {
    var admitted = 0;
    for (var i = 0; i < tries; i++) {
      admitted += limit.admit(source).isPresent() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void aSourceHasItsEventsAMinute() {
    assertThat(admitted("a", 10)).isEqualTo(3);
    clock.pass(Duration.ofMinutes(1));
    assertThat(limit.admit("a")).isEqualTo(OptionalLong.of(7));
    assertThat(limit.admit("a")).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void allSourcesTogetherHaveTheirsToo() {
    assertThat(admitted("a", 3) + admitted("b", 3) + admitted("c", 3)).isEqualTo(5);
    clock.pass(Duration.ofMinutes(1));
    assertThat(limit.admit("c")).isEqualTo(OptionalLong.of(3));
  }

  @Test
  void sourcesWithoutEndAreForgotten() {
    var wide = new EventLimit(1, Integer.MAX_VALUE, clock);
    for (var i = 0; i < 30_000; i++) {
      assertThat(wide.admit("source " + i)).isPresent();
    }
    assertThat(wide.admit("source 29999")).isEmpty();
    assertThat(wide.admit("source 0")).as("forgotten, so new").isPresent();
  }
}
