package io.breakwater.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSecretTest {
  @Test
  void aSecretHas256BitsAndIsReadAgain() throws Exception {
    var secret = SessionSecret.generate(new SecureRandom());
    assertThat(secret.reveal()).matches("[0-9A-Za-z_-]{43}");
    assertThat(SessionSecret.generate(new SecureRandom()).reveal()).isNotEqualTo(secret.reveal());
    var read = SessionSecret.parse(secret.reveal()).orElseThrow();
    assertThat(read.hash()).isEqualTo(secret.hash());
    var text = "breakwater session\n" + secret.reveal();
    var sha256 =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    assertThat(secret.hash().hex()).isEqualTo(HexFormat.of().formatHex(sha256));
  }

  @Test
  void aSecretIsNotPrinted() {
    var secret = SessionSecret.generate(new SecureRandom());
    assertThat(secret.toString()).doesNotContain(secret.reveal());
    assertThat(secret.toString()).endsWith(secret.hash().hex().substring(0, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\u00c4"
      })
  void whatCannotBeASecretIsNone(String text) {
    assertThat(SessionSecret.parse(text)).isEmpty();
  }

  @Test
  void sessionsLastLongerThanTheirUsesAreNotedApart() {
    var day = Duration.ofDays(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionTimes(Duration.ofSeconds(119), day));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionTimes(day, Duration.ofSeconds(119)));
  }

  @Test
  void onlyAHashIsAHash() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SessionHash("x"));
  }
}
