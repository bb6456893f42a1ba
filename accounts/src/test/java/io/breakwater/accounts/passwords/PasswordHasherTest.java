package io.breakwater.accounts.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.passwords.PasswordHasher.Match;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  private static final Password SECRET = Password.chosen("correct horse battery");

  private final PasswordHasher hasher = hasher(CHEAP);

  private static PasswordHasher hasher(Argon2Cost cost) {
    return new PasswordHasher(cost, 2, Duration.ofSeconds(10), new SecureRandom());
  }

  /// Test vectors of the reference implementation (phc-winner-argon2, `src/test.c`).
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ' ',
      textBlock =
          """
          password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4
          password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc
          """)
  void hashesOfOtherProgramsAreUnderstood(String password, String encoded) throws Exception {
    var stored = PasswordHash.parse(encoded);
    assertThat(hasher.check(Password.typed(password), stored)).isEqualTo(Match.OUTDATED);
    assertThat(hasher.check(Password.typed("Password"), stored)).isEqualTo(Match.WRONG);
    assertThat(stored.encoded()).isEqualTo(encoded);
  }

  @Test
  void theRightPasswordIsRightAfterStoring() throws Exception {
    var stored = PasswordHash.parse(hasher.hash(SECRET).encoded());
    assertThat(hasher.check(SECRET, stored)).isEqualTo(Match.RIGHT);
    assertThat(hasher.check(Password.typed("correct horse batterz"), stored).right()).isFalse();
    assertThat(hasher.check(Password.typed(""), stored).right()).isFalse();
  }

  @Test
  void theSamePasswordIsHashedDifferentlyEachTime() throws Exception {
    assertThat(hasher.hash(SECRET)).isNotEqualTo(hasher.hash(SECRET));
  }

  @Test
  void anotherCostAsksForANewHash() throws Exception {
    var stored = hasher.hash(SECRET);
    var dearer = hasher(new Argon2Cost(128, 1, 1));
    assertThat(dearer.check(SECRET, stored)).isEqualTo(Match.OUTDATED);
    assertThat(dearer.check(SECRET, dearer.hash(SECRET))).isEqualTo(Match.RIGHT);
  }

  @Test
  void theStandardIsWhatOwaspAdvises() {
    assertThat(Argon2Cost.STANDARD).isEqualTo(new Argon2Cost(19456, 2, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2y$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcdefghi",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n"
      })
  void whatIsNoHashWithinBoundsIsRefused(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobodyHasThePasswordOfNobody() throws Exception {
    hasher.checkNobody(SECRET);
    var nobody = "$argon2id$v=19$m=64,t=1,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);
    assertThat(hasher.check(SECRET, PasswordHash.parse(nobody)).right()).isFalse();
  }

  @Test
  void whoFindsNoTurnIsToldSo() throws Exception {
    var one =
        new PasswordHasher(
            new Argon2Cost(64 * 1024, 8, 1), 1, Duration.ofMillis(1), new SecureRandom());
    var begun = new CountDownLatch(1);
    var first =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    begun.countDown();
                    one.checkNobody(SECRET);
                  } catch (BusyException e) {
                    throw new IllegalStateException(e);
                  }
                });
    begun.await();
    var busy = 0;
    while (first.isAlive() && busy == 0) {
      try {
        Thread.sleep(20);
        one.checkNobody(SECRET);
      } catch (BusyException e) {
        busy++;
      }
    }
    first.join();
    assertThat(busy).isEqualTo(1);
    one.checkNobody(SECRET);
  }

  @Test
  void whoIsInterruptedIsToldSoAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> hasher.hash(SECRET)).isInstanceOf(BusyException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void oneLetterTypedInTwoWaysIsOneLetter() throws Exception {
    var stored = hasher.hash(Password.chosen("cafe\u0301 au lait!"));
    assertThat(hasher.check(Password.typed("caf\u00e9 au lait!"), stored).right()).isTrue();
  }

  @Test
  void shortAndEndlessPasswordsAreRefused() {
    assertThatThrownBy(() -> Password.chosen("elevenchars")).hasMessageContaining("12");
    assertThatThrownBy(() -> Password.chosen("\uD83D\uDC26".repeat(11))).hasMessageContaining("12");
    assertThatThrownBy(() -> Password.typed("x".repeat(1025))).hasMessageContaining("1024");
    assertThat(Password.chosen("x".repeat(1024)).reveal()).hasSize(1024);
  }

  @Test
  void generatedPasswordsAreLongAndNeverTheSame() {
    var random = new SecureRandom();
    var made = new HashSet<String>();
    for (var i = 0; i < 1000; i++) {
      var text = Password.generate(random).reveal();
      assertThat(text).matches("[a-hj-km-np-z2-9]{5}(-[a-hj-km-np-z2-9]{5}){4}");
      assertThat(made.add(text)).isTrue();
    }
  }

  @Test
  void nothingPrintsAPassword() throws Exception {
    assertThat(SECRET + " " + hasher.hash(SECRET)).doesNotContain("horse", "$");
  }
}
