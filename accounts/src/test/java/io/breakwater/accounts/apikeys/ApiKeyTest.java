package io.breakwater.accounts.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.PrincipalId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ApiKey key = ApiKey.generate(new SecureRandom());

  /// Random bytes that are all the same, so that the key is always this one.
  private static ApiKey of(int each) {
    return ApiKey.generate(
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) each);
          }
        });
  }

  @Test
  void keysHaveOneShape() {
    var random = new SecureRandom();
    var made = new HashSet<String>();
    for (var i = 0; i < 1000; i++) {
      var one = ApiKey.generate(random);
      assertThat(one.reveal()).matches("bw_[0-9A-Za-z]{49}");
      assertThat(ApiKey.parse(one.reveal()).hash()).isEqualTo(one.hash());
      assertThat(made.add(one.reveal())).isTrue();
    }
  }

  /// The longest number has 43 digits; computed with Python's integers and `zlib.crc32`.
  @Test
  void smallestAndLargestAreWhatOthersCompute() {
    assertThat(of(0).reveal()).isEqualTo("bw_" + "0".repeat(43) + "2CZclj");
    assertThat(of(0xff).reveal()).isEqualTo("bw_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp13sRzl1");
  }

  @Test
  void aMistypedDigitIsToldWithoutLookingUp() {
    var text = key.reveal();
    for (var at = 3; at < text.length(); at++) {
      var other = text.charAt(at) == 'x' ? 'y' : 'x';
      var wrong = text.substring(0, at) + other + text.substring(at + 1);
      assertThatThrownBy(() -> ApiKey.parse(wrong))
          .as("digit %d", at)
          .hasMessage("mistyped API key: its checksum does not match");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bw_", "bw_abc", "BW_abc", "hunter2"})
  void whatIsNoKeyIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> ApiKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not an API key");
  }

  @Test
  void aKeyCutOrWithABlankIsRefused() {
    var text = key.reveal();
    for (var wrong : new String[] {text.substring(0, 51), text + "x", text + "\n", " " + text}) {
      assertThatThrownBy(() -> ApiKey.parse(wrong)).hasMessageStartingWith("not an API key");
    }
  }

  @Test
  void hashesTellKeysApartAndAreNoPlainDigest() throws Exception {
    assertThat(of(1).hash()).isEqualTo(of(1).hash()).isNotEqualTo(of(2).hash());
    var plain =
        MessageDigest.getInstance("SHA-256")
            .digest(of(1).reveal().getBytes(StandardCharsets.US_ASCII));
    assertThat(of(1).hash().hex()).isNotEqualTo(HexFormat.of().formatHex(plain));
  }

  @Test
  void onlyTheFirstCharactersAreShown() {
    assertThat(key).hasToString(key.reveal().substring(0, 8) + "...");
    assertThat(key.shown()).hasSize(8);
    assertThat(ApiKey.looksLike(key.reveal())).isTrue();
    assertThat(ApiKey.looksLike("hunter2")).isFalse();
  }

  private IssuedKey issued(Optional<Instant> expires, Optional<Instant> lastUse) {
    return new IssuedKey(
        "k1",
        key.hash(),
        key.shown(),
        PrincipalId.parse("user:1"),
        "laptop",
        NOON.minusSeconds(3600),
        expires,
        lastUse);
  }

  @Test
  void aKeyEndsAtItsInstant() {
    var ending = issued(Optional.of(NOON), Optional.empty());
    assertThat(ending.expired(NOON.minusNanos(1))).isFalse();
    assertThat(ending.expired(NOON)).isTrue();
    assertThat(issued(Optional.empty(), Optional.empty()).expired(Instant.MAX)).isFalse();
  }

  @Test
  void aUseIsWrittenEveryTenMinutes() {
    assertThat(issued(Optional.empty(), Optional.empty()).useIsNews(NOON)).isTrue();
    var used = issued(Optional.empty(), Optional.of(NOON));
    assertThat(used.useIsNews(NOON.plusSeconds(599))).isFalse();
    assertThat(used.useIsNews(NOON.plusSeconds(600))).isTrue();
  }

  @Test
  void anIssuedKeyPrintsNoHash() {
    assertThat(issued(Optional.empty(), Optional.empty()).toString())
        .contains("k1", "user:1")
        .doesNotContain(key.hash().hex());
  }
}
