package io.breakwater.insights.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.breakwater.api.errors.Refusal;
import org.junit.jupiter.api.Test;

class LookUpsTest {
  private final LookUps lookUps = new LookUps();

  /// Takes a turn within the turn before, so many times.
  private int nested(int depth) throws Refusal {
    return lookUps.turn(() -> depth == 0 ? 0 : 1 + nested(depth - 1));
  }

  @Test
  void asManyAsThereMayBeAreAnsweredAtOnceAndTheNextIsToldWhenToAskAgain() throws Refusal {
    assertThat(nested(3)).isEqualTo(3);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> nested(4))
        .satisfies(
            refusal -> {
              assertThat(refusal.status()).isEqualTo(429);
              assertThat(refusal.headers()).containsKey("Retry-After");
            });
  }

  @Test
  void aTurnEndsHoweverItsWorkDoes() throws Refusal {
    for (var i = 0; i < 10; i++) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  lookUps.turn(
                      () -> {
                        throw new IllegalStateException("a fault");
                      }));
    }
    assertThat(nested(3)).isEqualTo(3);
  }
}
